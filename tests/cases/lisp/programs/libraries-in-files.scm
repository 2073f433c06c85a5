; R7RS 5.6: a library is found in the file of its name, beside the program.
(import (scheme base) (scheme write) (parts stack) (prefix (parts deep queue) queue-))
(define (show x) (write x) (newline))
(define s (make-stack))
(push! s 1)
(push! s 2)
(show (pop! s))                                            ; expect: 2
(show (stack-depth s))                                     ; expect: 1
(show (queue-first (queue-of 7 8 9)))                      ; expect: 7
