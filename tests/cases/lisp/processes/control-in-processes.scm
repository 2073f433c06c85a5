; (ttil process): continuations, handlers and parameters belong to one process.
(import (scheme base) (scheme write) (ttil process))
(define (show first . more) (write first) (for-each (lambda (x) (display " ") (write x)) more) (newline))
(define me (self))

; A continuation can be sent, and be used by nobody but the process that captured it.
(define k (call/cc (lambda (k) k)))
(if (procedure? k)
    (begin
      (spawn (lambda ()
               (! me (guard (e ((error-object? e) (error-object-message e))) (k 1)))))
      (show (receive (x x)))                               ; expect: "a continuation can only be called by the process that captured it"
      (k 'back)))
(show k)                                                   ; expect: back

; Many generators at once, each in a process that waits in between.
(define (generate n from)
  (define return #f)
  (define (yield x) (call/cc (lambda (next) (set! resume next) (return x))))
  (define (resume ignored) (let loop ((i 0)) (yield (* i n)) (loop (+ i 1))))
  (define (next) (call/cc (lambda (k) (set! return k) (resume #f))))
  (let loop ((i 0) (sum 0))
    (if (= i 50)
        (! from (list n sum))
        (let ((x (next)))
          (yield-process)
          (loop (+ i 1) (+ sum x))))))
(define (yield-process) (receive ('never 1) (after 0 0)))
(for-each (lambda (n) (spawn (lambda () (generate n me)))) '(1 2 3 4 5))
(show (let loop ((i 0) (sum 0)) (if (= i 5) sum (receive ((n s) (loop (+ i 1) (+ sum s))))))) ; expect: 18375

; Waiting inside of what a continuation goes back to
(define count 0)
(define again #f)
(! me 'a) (! me 'b) (! me 'c)
(let ((got (receive (x x))))
  (show count got)
  (call/cc (lambda (c) (if (not again) (set! again c)))))
; expect: 0 a
(set! count (+ count 1))
(show count (receive (x x) (after 0 'none)))
; expect: 1 b
; expect: 2 c
; expect: 3 none
(if (< count 3) (again #f))

; Parameters and handlers are of the process that set them.
(define p (make-parameter 1))
(parameterize ((p 2))
  (with-exception-handler
    (lambda (e) 'handled-in-the-parent)
    (lambda ()
      (spawn (lambda () (! me (list (p) (guard (e (#t 'here)) (raise 1))))))
      (show (p) (receive (x x))))))                        ; expect: 2 (1 here)

; An escape out of a wait runs what is to be done on the way.
(define trace '())
(show (guard (e (#t (list e (reverse trace))))
  (dynamic-wind
    (lambda () (set! trace (cons 'in trace)))
    (lambda () (receive ('never 1) (after 1 (raise 'late))))
    (lambda () (set! trace (cons 'out trace))))))          ; expect: (late (in out))
