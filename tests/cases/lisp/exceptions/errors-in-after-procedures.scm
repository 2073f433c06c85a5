; R7RS 6.10, 6.11: an error in the procedure after of dynamic-wind, while an error leaves it, is for the handlers around that dynamic-wind.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define-syntax winding
  (syntax-rules () ((_ body after) (dynamic-wind (lambda () #f) (lambda () body) (lambda () after)))))
(define (message e) (if (error-object? e) (error-object-message e) e))

(show (guard (e (#t 'caught)) (guard (e (#t 'inner)) (winding (car 5) (car 6))))) ; expect: inner
(show (guard (e (#t (message e))) (winding (car 5) (car 6)))) ; expect: "car expects a pair but got 6"
(show (guard (e (#t (list 'caught e))) (winding (car 5) (raise 'y)))) ; expect: (caught y)
(show (guard (e (#t (message e))) (winding (car 5) (error "y")))) ; expect: "y"
(show (guard (e (#t (list 'caught e))) (winding (raise 'x) (raise 'y)))) ; expect: (caught y)
(show (call/cc (lambda (k)
        (with-exception-handler (lambda (e) (k (list 'handled e))) (lambda () (winding (car 5) (raise 'y))))))) ; expect: (handled y)
(show (guard (e (#t (list 'outer (car e) (message (cadr e)))))
        (with-exception-handler (lambda (e) (raise (list 'handler e))) (lambda () (winding (car 5) (car 6)))))) ; expect: (outer handler "car expects a pair but got 6")
; The inner guard has no clause for the second error.
(define log '())
(define (note x) (set! log (cons x log)))
(show (guard (e ((symbol? e) (list 'outer e)))
        (guard (e ((string? e) 'no))
          (dynamic-wind (lambda () (note 'in)) (lambda () (car 5)) (lambda () (note 'out) (raise 'y)))))) ; expect: (outer y)
(show (reverse log))                                       ; expect: (in out)
; Each of many fails once; all are left, and the last error counts.
(set! log '())
(show (guard (e (#t (message e)))
        (winding (winding (winding (car 5) (begin (note 1) (car 6))) (begin (note 2) (raise 'seven))) (begin (note 3) (vector-ref (vector) 8))))) ; expect: "vector-ref: index 8 is out of range for length 0"
(show (reverse log))                                       ; expect: (1 2 3)
; The handler in between has ended its work when the extent inside of it is left.
(show (guard (e (#t (message e)))
        (with-exception-handler
          (lambda (e) (car 6))
          (lambda () (winding (raise 'first) (car 7))))))  ; expect: "car expects a pair but got 7"
