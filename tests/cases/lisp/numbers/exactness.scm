; R7RS 6.2.6: exact and inexact, and what keeps exactness.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (exact 2.0))                                         ; expect: 2
(show (exact 2.5))                                         ; expect: 5/2
(show (exact 0.1))                                         ; expect: 3602879701896397/36028797018963968
(show (exact -0.0))                                        ; expect: 0
(show (exact 1e18))                                        ; expect: 1000000000000000000
(show (exact 1e20))                                        ; expect: 100000000000000000000
(show (exact 7))                                           ; expect: 7
(show (inexact 2))                                         ; expect: 2.0
(show (inexact 1/3))                                       ; expect: 0.3333333333333333
(show (inexact 0.5))                                       ; expect: 0.5
; Rounding is to nearest, ties to even, for integers and for rationals of any size.
(show (inexact 9007199254740993))                          ; expect: 9007199254740992.0
(show (inexact 9007199254740995))                          ; expect: 9007199254740996.0
(show (= (inexact 9223372036854775807) 9223372036854775808)) ; expect: #t
(show (= (inexact 18014398509481985) 18014398509481984))   ; expect: #t
(show (inexact (/ (expt 10 400) (+ (expt 10 400) 1))))     ; expect: 1.0
(show (inexact (/ 1 (expt 10 400))))                       ; expect: 0.0
(show (inexact (expt 10 400)))                             ; expect: +inf.0
(show (inexact (/ 1 (expt 2 1074))))                       ; expect: 5e-324
(show (= (inexact (/ (+ (expt 2 1000) 1) (expt 2 1000))) 1)) ; expect: #t
(show (exact (floor 2.7)))                                 ; expect: 2
(show (exact (round 3.5)))                                 ; expect: 4
(show (guard (e ((error-object? e) 'not-exact)) (exact +nan.0))) ; expect: not-exact
(show (guard (e ((error-object? e) 'not-exact)) (exact +inf.0))) ; expect: not-exact
(show (exact? (+ 1 1/2)))                                  ; expect: #t
(show (inexact? (+ 1 0.5)))                                ; expect: #t
(show (exact? (max 1 2)))                                  ; expect: #t
(show (inexact? (max 1 2.0)))                              ; expect: #t
(show #e1.5)                                               ; expect: 3/2
(show #e1e3)                                               ; expect: 1000
(show #e1e-2)                                              ; expect: 1/100
(show #i1/4)                                               ; expect: 0.25
(show #e-.5)                                               ; expect: -1/2
(show (eqv? #e0.1 1/10))                                   ; expect: #t
