; ctak: Takeuchi's function with a continuation captured for each call.
; unit: a ctak of 18 12 6
; size 60: 60 units, prints 7
; size 1: 1 units, prints 7
(import (scheme base) (scheme write))
(define size 60) ; size
(define (ctak x y z)
  (call-with-current-continuation (lambda (k) (ctak-aux k x y z))))
(define (ctak-aux k x y z)
  (if (not (< y x))
      (k z)
      (call-with-current-continuation
        (lambda (k)
          (ctak-aux
            k
            (call-with-current-continuation (lambda (k) (ctak-aux k (- x 1) y z)))
            (call-with-current-continuation (lambda (k) (ctak-aux k (- y 1) z x)))
            (call-with-current-continuation (lambda (k) (ctak-aux k (- z 1) x y))))))))
(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (ctak 18 12 6))))
(display (repeat size 0))
(newline)
