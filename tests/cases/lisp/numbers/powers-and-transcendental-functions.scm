; R7RS 6.2.6: exp, log, sin ... atan, square, sqrt, exact-integer-sqrt, expt.
(import (scheme base) (scheme write) (scheme inexact))
(define (show x) (write x) (newline))
(define (close? a b) (< (abs (- a b)) 1e-12))

(show (square 42))                                         ; expect: 1764
(show (square 2.0))                                        ; expect: 4.0
(show (square 1/3))                                        ; expect: 1/9
(show (square 4294967296))                                 ; expect: 18446744073709551616
(show (sqrt 9))                                            ; expect: 3
(show (sqrt 16/9))                                         ; expect: 4/3
(show (sqrt 2))                                            ; expect: 1.4142135623730951
(show (sqrt 6.25))                                         ; expect: 2.5
(show (sqrt 10000000000000000000000000000000000000000))    ; expect: 100000000000000000000
(show (exact-integer? (sqrt 25)))                          ; expect: #t
(show (call-with-values (lambda () (exact-integer-sqrt 4)) list)) ; expect: (2 0)
(show (call-with-values (lambda () (exact-integer-sqrt 5)) list)) ; expect: (2 1)
(show (call-with-values (lambda () (exact-integer-sqrt 100000000000000000000000000000000000001)) list)) ; expect: (10000000000000000000 1)
(show (expt 2 10))                                         ; expect: 1024
(show (expt 2 100))                                        ; expect: 1267650600228229401496703205376
(show (expt 2 -2))                                         ; expect: 1/4
(show (expt 2/3 3))                                        ; expect: 8/27
(show (expt 0 0))                                          ; expect: 1
(show (= (expt 0.0 0) 1))                                  ; expect: #t
(show (expt 0 5))                                          ; expect: 0
(show (expt 2.0 3))                                        ; expect: 8.0
(show (expt 9 0.5))                                        ; expect: 3.0
(show (expt -1 1000001))                                   ; expect: -1
(show (= (exp 0) 1))                                       ; expect: #t
(show (close? (exp 1) 2.718281828459045))                  ; expect: #t
(show (= (log 1) 0))                                       ; expect: #t
(show (close? (log 2.718281828459045) 1))                  ; expect: #t
(show (close? (log 8 2) 3))                                ; expect: #t
(show (= (sin 0) 0))                                       ; expect: #t
(show (close? (sin 1) 0.8414709848078965))                 ; expect: #t
(show (= (cos 0) 1))                                       ; expect: #t
(show (close? (cos 1) 0.5403023058681398))                 ; expect: #t
(show (= (tan 0) 0))                                       ; expect: #t
(show (close? (tan 1) 1.5574077246549023))                 ; expect: #t
(show (= (asin 0) 0))                                      ; expect: #t
(show (close? (asin 1) 1.5707963267948966))                ; expect: #t
(show (= (acos 1) 0))                                      ; expect: #t
(show (close? (acos 0.5) 1.0471975511965979))              ; expect: #t
(show (= (atan 0) 0))                                      ; expect: #t
(show (close? (atan 1) 0.7853981633974483))                ; expect: #t
(show (close? (atan 1 -1) 2.356194490192345))              ; expect: #t
(show (close? (atan -1.0 -1.0) -2.356194490192345))        ; expect: #t
(show (atan 0.0 1))                                        ; expect: 0.0
(show (close? (atan -0.0 -1) -3.141592653589793))          ; expect: #t
(show (exp -inf.0))                                        ; expect: 0.0
(show (log 0.0))                                           ; expect: -inf.0
