; A handler that raises anew inside of itself, without an end: the guard around it gets the error of the full call stack.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(show (guard (e (#t 'too-deep))
        (let loop () (with-exception-handler (lambda (e) (loop)) (lambda () (raise 1)))))) ; expect: too-deep
(show 'still-alive)                                        ; expect: still-alive
