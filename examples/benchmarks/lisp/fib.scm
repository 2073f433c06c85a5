; fib: calls of a known procedure, small integers.
; unit: a call
; size 41: 535828591 units, prints 165580141
; size 20: 21891 units, prints 6765
(import (scheme base) (scheme write))
(define size 41) ; size
(define (fib n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(display (fib size))
(newline)
