; tak: Takeuchi's function, calls within calls.
; unit: a tak of 24 16 8
; size 220: 220 units, prints 9
; size 1: 1 units, prints 9
(import (scheme base) (scheme write))
(define size 220) ; size
(define (tak x y z)
  (if (not (< y x))
      z
      (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (tak 24 16 8))))
(display (repeat size 0))
(newline)
