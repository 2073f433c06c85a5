; Recursion without an end uses up the stack: an error that a program can handle.
(import (scheme base) (scheme write))
(define (down n) (+ 1 (down (+ n 1))))
(write (guard (e (#t 'too-deep)) (down 0))) (newline)      ; expect: too-deep
(write 'still-alive) (newline)                             ; expect: still-alive
