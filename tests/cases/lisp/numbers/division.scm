; R7RS 6.2.6: floor/ and truncate/ with their parts, quotient, remainder, modulo, gcd, lcm.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define-syntax both (syntax-rules () ((_ e) (call-with-values (lambda () e) list))))

(show (both (floor/ 5 2)))                                 ; expect: (2 1)
(show (both (floor/ -5 2)))                                ; expect: (-3 1)
(show (both (floor/ 5 -2)))                                ; expect: (-3 -1)
(show (both (floor/ -5 -2)))                               ; expect: (2 -1)
(show (both (truncate/ 5 2)))                              ; expect: (2 1)
(show (both (truncate/ -5 2)))                             ; expect: (-2 -1)
(show (both (truncate/ 5 -2)))                             ; expect: (-2 1)
(show (both (truncate/ -5 -2)))                            ; expect: (2 -1)
(show (both (truncate/ -5.0 2)))                           ; expect: (-2.0 -1.0)
(show (both (floor/ -5.0 2)))                              ; expect: (-3.0 1.0)
(show (floor-quotient 7 -2))                               ; expect: -4
(show (floor-remainder 7 -2))                              ; expect: -1
(show (truncate-quotient 7 -2))                            ; expect: -3
(show (truncate-remainder 7 -2))                           ; expect: 1
(show (quotient 17 5))                                     ; expect: 3
(show (quotient -17 5))                                    ; expect: -3
(show (quotient -9223372036854775808 -1))                  ; expect: 9223372036854775808
(show (remainder 17 -5))                                   ; expect: 2
(show (remainder -17 5))                                   ; expect: -2
(show (remainder -9223372036854775808 -1))                 ; expect: 0
(show (modulo 13 4))                                       ; expect: 1
(show (modulo -13 4))                                      ; expect: 3
(show (modulo 13 -4))                                      ; expect: -3
(show (modulo -13 -4))                                     ; expect: -1
(show (modulo -9223372036854775808 -1))                    ; expect: 0
(show (modulo -13 4.0))                                    ; expect: 3.0
(show (quotient 100000000000000000000 7))                  ; expect: 14285714285714285714
(show (remainder 100000000000000000000 7))                 ; expect: 2
(show (modulo -100000000000000000000 7))                   ; expect: 5
(show (quotient 7 100000000000000000000))                  ; expect: 0
(show (remainder -7 100000000000000000000))                ; expect: -7
(show (modulo -7 100000000000000000000))                   ; expect: 99999999999999999993
(show (guard (e ((error-object? e) 'division-by-zero)) (quotient 1 0))) ; expect: division-by-zero
(show (guard (e ((error-object? e) 'division-by-zero)) (modulo 1 0))) ; expect: division-by-zero
(show (guard (e ((error-object? e) 'division-by-zero)) (remainder 10 0))) ; expect: division-by-zero
(show (guard (e ((error-object? e) 'no-integer)) (modulo 1.5 2))) ; expect: no-integer
(show (gcd 32 -36))                                        ; expect: 4
(show (gcd))                                               ; expect: 0
(show (gcd 0 5))                                           ; expect: 5
(show (gcd 12 18 27))                                      ; expect: 3
(show (gcd 100000000000000000000 250))                     ; expect: 250
(show (lcm 32 -36))                                        ; expect: 288
(show (lcm 32.0 -36))                                      ; expect: 288.0
(show (lcm))                                               ; expect: 1
(show (lcm 4 6 10))                                        ; expect: 60
(show (lcm 4294967296 4294967297))                         ; expect: 18446744078004518912
(show (numerator (/ 6 4)))                                 ; expect: 3
(show (denominator (/ 6 4)))                               ; expect: 2
(show (denominator (inexact (/ 6 4))))                     ; expect: 2.0
(show (denominator 0))                                     ; expect: 1
(show (numerator -0.75))                                   ; expect: -3.0
