;; Processes: the library (ttil process). docs/lisp-processes.md describes it.

(define (spawn thunk) (%spawn (lambda () (thunk))))

(define (spawn-link thunk) (%spawn-link (lambda () (thunk))))

;; Two values: the process and the reference of the monitor.
(define (spawn-monitor thunk)
  (let ((process (%spawn-monitor (lambda () (thunk)))))
    (values process (%monitor-reference process))))

(define (send receiver message) (%send receiver message))

(define (! receiver message) (%send receiver message))

;; The form receive becomes a procedure that gives what is to be done with a message, or #f when no clause is for it. Messages are looked at in their order, and
;; stay where they are until there is a clause for one.
(define (%receive choose)
  (%begin-receive)
  (let loop ()
    (%next-message?)
    (let ((chosen (choose (%message))))
      (if chosen
          (begin
            (%take-message!)
            chosen)
          (loop)))))

(define (%receive-after choose milliseconds otherwise)
  (%begin-receive)
  (let loop ()
    (if (%next-message? milliseconds)
        (let ((chosen (choose (%message))))
          (if chosen
              (begin
                (%take-message!)
                chosen)
              (loop)))
        otherwise)))

(define-integrable exit-self
  (case-lambda
    (() (exit-self 'normal))
    ((reason) (exit-self reason))))

;; A process of its own that does nothing but supervise, linked with this one.
(define (start-supervisor specification)
  (spawn-link
   (lambda ()
     (supervise specification)
     (let loop ()
       (%begin-receive)
       (%next-message?)
       (%take-message!)
       (loop)))))
