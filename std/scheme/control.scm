;; Control (6.10), exceptions (6.11), parameters (4.2.6), promises (4.2.5) and exit (6.14).
;;
;; What a process has in force is one vector that nobody changes, its dynamic state: the extents of dynamic-wind that it is in, the handlers, and the
;; bindings of parameters, each a list with the innermost first. A continuation remembers the state it was captured in, and so does whoever
;; catches errors. An error on its way out changes nothing: the state is still that of the place where it was raised, until it is caught.
;;
;; A handler is a procedure, of with-exception-handler, or, of guard, a vector of the procedure that chooses and the state around the guard. raise asks either where it
;; stands; errors of procedures of the runtime end the calls under way first, up to the innermost with-exception-handler or guard.

(define-integrable (%winds state) (vector-ref state 0))
(define-integrable (%handlers state) (vector-ref state 1))
(define-integrable (%bindings state) (vector-ref state 2))

;; Extents. Each is a vector of the procedures before and after and the state around it.

(define (dynamic-wind before thunk after)
  (before)
  (let ((outer (%dynamic-state)))
    (%set-dynamic-state! (vector (cons (vector before after outer) (%winds outer)) (%handlers outer) (%bindings outer)))
    (let ((result (thunk)))
      (%set-dynamic-state! outer)
      (after)
      result)))

;; Leaves the extents that the process is in and a state is not in, then enters those that only the state is in.
(define (%rewind-to state)
  (let ((here (%winds (%dynamic-state))) (there (%winds state)))
    (if (not (eq? here there))
        (let ((shared (%shared-tail here there)))
          (%leave-extents here shared)
          (%enter-extents there shared)))
    (%set-dynamic-state! state)))

(define (%leave-extents winds shared)
  (if (not (eq? winds shared))
      (let ((extent (car winds)))
        (%set-dynamic-state! (vector-ref extent 2))
        ((vector-ref extent 1))
        (%leave-extents (cdr winds) shared))))

(define (%enter-extents winds shared)
  (let loop ((rest winds) (inwards '()))
    (if (eq? rest shared)
        (let enter ((rest inwards))
          (if (pair? rest)
              (let ((extent (car rest)))
                (%set-dynamic-state! (vector-ref extent 2))
                ((vector-ref extent 0))
                (enter (cdr rest)))))
        (loop (cdr rest) (cons (car rest) inwards)))))

(define (%shared-tail one other)
  (let ((length1 (length one)) (length2 (length other)))
    (let loop ((one (if (> length1 length2) (list-tail one (- length1 length2)) one))
               (other (if (> length2 length1) (list-tail other (- length2 length1)) other)))
      (if (eq? one other)
          one
          (loop (cdr one) (cdr other))))))

;; Continuations and several results.

(define (call-with-current-continuation receiver)
  (%call/cc
   (lambda (continuation)
     (let ((state (%dynamic-state)))
       (receiver
        (lambda results
          (if (not (eq? state (%dynamic-state))) (%return-to continuation state))
          (%continue (%list->values results) continuation)))))))

(define (%return-to continuation state)
  (%check-continuation continuation)
  (%rewind-to state))

(define (call/cc receiver) (call-with-current-continuation receiver))

(define-integrable (values . results) (%list->values results))

(define (call-with-values producer consumer)
  (let ((results (producer)))
    (%apply consumer (%values->list results))))

;; Raising.

(define (raise object)
  (let* ((state (%dynamic-state)) (handlers (%handlers state)))
    (cond ((null? handlers) (%raise object))
          ((vector? (car handlers))
           (%offer object state handlers)
           (%leave-handler state)
           (raise object))
          (else
           (%leave-handler state)
           ((car handlers) object)
           (%handler-returned object)))))

(define (raise-continuable object)
  (let* ((state (%dynamic-state)) (handlers (%handlers state)))
    (if (null? handlers)
        (%raise object)
        (begin
          (if (vector? (car handlers)) (%offer object state handlers))
          (%leave-handler state)
          (let ((result (if (vector? (car handlers)) (raise-continuable object) ((car handlers) object))))
            (%set-dynamic-state! state)
            result)))))

;; While a handler runs, only those further out are in force.
(define (%leave-handler state)
  (%set-dynamic-state! (vector (%winds state) (cdr (%handlers state)) (%bindings state))))

;; Whoever handles this is the next handler outwards: the state is that of the handler that has returned.
(define (%handler-returned object)
  (raise (%make-error "the handler has returned, but nothing goes on behind what was not raised by raise-continuable:" (list object))))

;; Lets a guard choose, outside of the extents it is outside of. Comes back, into them, when no clause is for the object.
(define (%offer object state handlers)
  (let* ((guard (car handlers)) (outer (vector-ref guard 1)))
    (%rewind-to outer)
    (let ((chosen ((vector-ref guard 0) object)))
      (if chosen
          (begin
            (%set-dynamic-state! (vector (%winds outer) handlers (%bindings outer)))
            (%raise (vector %chosen chosen)))
          (%rewind-to state)))))

;; Marks what a guard has chosen already, on its way there.
(define %chosen '#(chosen))

(define (%chosen? object)
  (and (vector? object) (= (vector-length object) 2) (eq? (vector-ref object 0) %chosen)))

(define (error message . irritants)
  (raise (%make-error message irritants)))

;; Handling. An error that arrives is for the handler if the process was in its scope, and not in that of one further out, when it was raised: while a
;; handler runs, only those further out are in force. It is taken out of force first, before anything is called: nothing would catch for it any more, and
;; where the call stack is full, each call (of %winds, too: hence the vector-ref) fails anew, for the next handler outwards, until there is room.

(define (with-exception-handler handler thunk)
  (if (not (procedure? handler)) (%refuse "with-exception-handler" "a procedure" handler))
  (let* ((outer (%dynamic-state)) (handlers (cons handler (%handlers outer))))
    (%try
     (begin
       (%set-dynamic-state! (vector (%winds outer) handlers (%bindings outer)))
       (let ((result (thunk)))
         (%set-dynamic-state! outer)
         result))
     (caught)
     (let ((here (%dynamic-state)))
       (if (eq? (vector-ref here 1) handlers)
           (begin
             (%set-dynamic-state! (vector (vector-ref here 0) (vector-ref outer 1) (vector-ref outer 2)))
             (let ((object (%condition (if (eq? (vector-ref here 0) (vector-ref outer 0)) caught (%leave-caught caught outer handlers)))))
               (handler object)
               (%handler-returned object)))
           (%raise-again caught))))))

;; (guard (variable clause ...) body ...) is (%guard (lambda (variable) choose) (lambda () body ...)), where choose gives a procedure that does what the first clause
;; says whose test is true, or #f when there is none.
(define (%guard choose body)
  (let* ((outer (%dynamic-state)) (handlers (cons (vector choose outer) (%handlers outer))))
    (%try
     (begin
       (%set-dynamic-state! (vector (%winds outer) handlers (%bindings outer)))
       (let ((result (body)))
         (%set-dynamic-state! outer)
         result))
     (caught)
     (let ((here (%dynamic-state)))
       (if (eq? (vector-ref here 1) handlers)
           (begin
             (%set-dynamic-state! (vector (vector-ref here 0) (vector-ref outer 1) (vector-ref outer 2)))
             (let* ((caught (if (eq? (vector-ref here 0) (vector-ref outer 0)) caught (%leave-caught caught outer handlers)))
                    (object (%condition caught))
                    (chosen (if (%chosen? object) (vector-ref object 1) (choose object))))
               (if chosen
                   (chosen)
                   (%pass-on caught object))))
           (%raise-again caught))))))

;; Leaves the extents that an error was raised in, up to those around who handles it, and gives the error to handle: the last one, if procedures after
;; fail in turn. Those run with the handler in force again, as it is around their extents; each extent is left before its procedure runs, so this ends.
;; An error before the first of them, of a call stack that is full, is for the next handler outwards.
(define (%leave-caught caught outer handlers)
  (let ((failed (%try (begin (%rewind-caught outer handlers) #f) (again) again)))
    (cond ((not failed) caught)
          ((eq? (vector-ref (%dynamic-state) 1) handlers)
           (%set-dynamic-state! (vector (vector-ref (%dynamic-state) 0) (vector-ref outer 1) (vector-ref outer 2)))
           (%leave-caught failed outer handlers))
          (else (%raise-again failed)))))

(define (%rewind-caught outer handlers)
  (let* ((here (%winds (%dynamic-state))) (there (%winds outer)) (shared (%shared-tail here there)))
    (let leave ((winds here))
      (if (not (eq? winds shared))
          (let* ((extent (car winds)) (around (vector-ref extent 2)))
            ;; Handlers further in than this one may have been around the extent; the calls that caught for them have ended.
            (%set-dynamic-state! (vector (%winds around) handlers (%bindings around)))
            ((vector-ref extent 1))
            (leave (cdr winds)))))
    (%enter-extents there shared)
    (%set-dynamic-state! outer)))

;; No clause was for it: the next handler outwards is asked.
(define (%pass-on caught object)
  (let ((handlers (%handlers (%dynamic-state))))
    (if (or (null? handlers) (vector? (car handlers)))
        (%raise-again caught)
        (raise object))))

;; Parameters.

(define make-parameter
  (case-lambda
    ((value) (%make-parameter value #f))
    ((value converter) (%make-parameter (converter value) converter))))

(define (%binding parameter value)
  (let ((converter (%parameter-converter parameter)))
    (cons parameter (if converter (converter value) value))))

;; The bindings are a list of what %binding gives.
(define (%parameterize bindings body)
  (let ((outer (%dynamic-state)))
    (%set-dynamic-state! (vector (%winds outer) (%handlers outer) (append bindings (%bindings outer))))
    (let ((result (body)))
      (%set-dynamic-state! outer)
      result)))

;; Promises. One that is to deliver what another does shares its content from then on, so that a chain of them takes no room.

(define (make-promise value)
  (if (promise? value) value (%make-promise #t value)))

(define (force promise)
  (if (promise? promise)
      (let loop ()
        (if (%promise-done? promise)
            (%promise-content promise)
            (let ((next ((%promise-content promise))))
              (if (not (%promise-done? promise))
                  (%promise-follow! promise next))
              (loop))))
      promise))

;; Leaves the extents under way before the program ends; emergency-exit does not.
(define exit
  (case-lambda
    (() (exit #t))
    ((result)
     (%leave-extents (%winds (%dynamic-state)) '())
     (emergency-exit result))))
