; Where it is known that a number is a float or a small integer, procedures are compiled to less; what they give is the same.
(import (scheme base) (scheme write) (scheme inexact))
(define (show x) (write x) (newline))

(define (of-float x)
  (list (sqrt x) (exp x) (log x) (sin x) (cos x) (tan x) (atan x) (abs (- x)) (square x) (floor x) (ceiling x) (truncate (- x)) (round x)))
(show (of-float 1.0))             ; expect: (1.0 2.718281828459045 0.0 0.8414709848078965 0.5403023058681398 1.5574077246549023 0.7853981633974483 1.0 1.0 1.0 1.0 -1.0 1.0)
(show (let ((x -1.0)) (list (sqrt x) (log x) (asin (* 2 x)) (acos x) (round (* 2.5 x)) (round (/ x 4)))))
                                  ; expect: (+nan.0 +nan.0 +nan.0 3.141592653589793 -2.0 -0.0)
(define (of-two x n)
  (list (max x n) (max n x) (min x n) (min n x) (expt x n) (atan x n) (atan n x)))
(show (of-two 2.5 3))             ; expect: (3.0 3.0 2.5 2.5 15.625 0.6947382761967031 0.8760580505981934)
(show (let ((x +nan.0)) (list (max x 1) (max 1 x) (min x 1) (min 1.0 x))))
                                  ; expect: (+nan.0 +nan.0 +nan.0 +nan.0)
(show (let ((z 0.0)) (list (max z -0.0) (min -0.0 z) (sqrt (- z)) (abs (- z)))))
                                  ; expect: (-0.0 0.0 -0.0 0.0)

; A loop over floats, one over a counter, and one whose integers outgrow 64 bits.
(show (let loop ((i 0) (x 0.0)) (if (< i 1000) (loop (+ i 1) (sqrt (+ (* x x) 1))) (round x)))) ; expect: 32.0
(show (let loop ((i 0) (odd 0) (most 0))
        (if (< i 1001)
            (loop (+ i 1) (if (odd? i) (+ odd 1) odd) (max most (min i 500)))
            (list odd most (even? i) (inexact i) (exact i) (floor i) (round i)))))              ; expect: (500 500 #f 1001.0 1001 1001 1001)
(show (let loop ((i 0) (m 1)) (if (< i 70) (loop (+ i 1) (max m (* 2 m))) m)))                  ; expect: 1180591620717411303424
(show (let loop ((i 0) (n 0)) (if (< i (string-length "abcd")) (loop (+ i 1) (+ n (char->integer (string-ref "abcd" i)))) n))) ; expect: 394
