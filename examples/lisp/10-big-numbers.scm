; Integers of any size and exact fractions: factorials, digits of pi, harmonic numbers and a perfect number.
(import (scheme base) (scheme write))

(define (factorial n) (if (= n 0) 1 (* n (factorial (- n 1)))))
(display (factorial 40)) (newline)         ; expect: 815915283247897734345611269596115894272000000000
(display (string-length (number->string (factorial 1000)))) ; expect: 2568
(newline)

; Pi by a spigot: a linear fractional transformation that gives a digit whenever it is sure of one.
(define (digits-of-pi count)
  (let next ((q 1) (r 0) (t 1) (k 1) (n 3) (l 3) (count count) (digits '()))
    (cond ((= count 0) (list->string (reverse digits)))
          ((< (+ (* 4 q) r (- t)) (* n t))
           (next (* 10 q) (* 10 (- r (* n t))) t k
                 (- (quotient (* 10 (+ (* 3 q) r)) t) (* 10 n)) l
                 (- count 1) (cons (integer->char (+ n 48)) digits)))
          (else
           (next (* q k) (* (+ (* 2 q) r) l) (* t l) (+ k 1)
                 (quotient (+ (* q (+ (* 7 k) 2)) (* r l)) (* t l)) (+ l 2)
                 count digits)))))
(display (digits-of-pi 60)) (newline)      ; expect: 314159265358979323846264338327950288419716939937510582097494

; Fractions stay exact: 1 + 1/2 + 1/3 + ...
(define (harmonic n) (if (= n 0) 0 (+ (/ 1 n) (harmonic (- n 1)))))
(display (harmonic 20)) (newline)          ; expect: 55835135/15519504
(display (inexact (harmonic 100))) (newline) ; expect: 5.187377517639621

; The square root of two by continued fractions, and how far off it is.
(define (root-of-two steps) (if (= steps 0) 1 (+ 1 (/ 1 (+ 1 (root-of-two (- steps 1)))))))
(display (root-of-two 12)) (newline)       ; expect: 47321/33461
(display (- (square (root-of-two 12)) 2)) (newline) ; expect: -1/1119638521

; A prime of Mersenne makes a perfect number: the sum of its divisors.
(define mersenne (- (expt 2 61) 1))
(display mersenne) (newline)               ; expect: 2305843009213693951
(display (* mersenne (expt 2 60))) (newline) ; expect: 2658455991569831744654692615953842176
(define (modular-power base exponent modulus)
  (let loop ((base base) (exponent exponent) (result 1))
    (cond ((= exponent 0) result)
          ((odd? exponent) (loop base (- exponent 1) (modulo (* result base) modulus)))
          (else (loop (modulo (* base base) modulus) (quotient exponent 2) result)))))
(display (= 1 (modular-power 3 (- mersenne 1) mersenne))) ; expect: #t
(newline)
