; A call stack that is full of handlers: the error comes to the guard around them all, which has room.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(show (guard (e (#t 'too-deep))
        (let loop ()
          (+ 1 (with-exception-handler (lambda (e) (raise e)) (lambda () (loop))))))) ; expect: too-deep
(show 'still-alive)                                        ; expect: still-alive
