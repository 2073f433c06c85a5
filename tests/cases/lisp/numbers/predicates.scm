; R7RS 6.2.6: what kind a number is of.
(import (scheme base) (scheme write) (scheme inexact))
(define (show x) (write x) (newline))

(show (complex? 3))                                        ; expect: #t
(show (complex? 'a))                                       ; expect: #f
(show (number? 1/2))                                       ; expect: #t
(show (number? "1"))                                       ; expect: #f
(show (real? 3))                                           ; expect: #t
(show (real? 2.5))                                         ; expect: #t
(show (real? +nan.0))                                      ; expect: #t
(show (rational? 6/10))                                    ; expect: #t
(show (rational? 6/3))                                     ; expect: #t
(show (rational? 1.5))                                     ; expect: #t
(show (rational? -inf.0))                                  ; expect: #f
(show (rational? +nan.0))                                  ; expect: #f
(show (integer? 3))                                        ; expect: #t
(show (integer? 3.0))                                      ; expect: #t
(show (integer? 8/4))                                      ; expect: #t
(show (integer? 3.5))                                      ; expect: #f
(show (integer? 1/2))                                      ; expect: #f
(show (integer? +inf.0))                                   ; expect: #f
(show (integer? "3"))                                      ; expect: #f
(show (exact? 3.0))                                        ; expect: #f
(show (exact? #e3.0))                                      ; expect: #t
(show (exact? 1/3))                                        ; expect: #t
(show (inexact? 3.))                                       ; expect: #t
(show (inexact? 3))                                        ; expect: #f
(show (exact-integer? 32))                                 ; expect: #t
(show (exact-integer? 32.0))                               ; expect: #f
(show (exact-integer? 32/5))                               ; expect: #f
(show (exact-integer? 123456789012345678901234567890))     ; expect: #t
(show (finite? 3))                                         ; expect: #t
(show (finite? +inf.0))                                    ; expect: #f
(show (finite? +nan.0))                                    ; expect: #f
(show (infinite? -inf.0))                                  ; expect: #t
(show (infinite? 3.0))                                     ; expect: #f
(show (infinite? +nan.0))                                  ; expect: #f
(show (nan? +nan.0))                                       ; expect: #t
(show (nan? 32))                                           ; expect: #f
(show (zero? 0))                                           ; expect: #t
(show (zero? -0.0))                                        ; expect: #t
(show (zero? 1/2))                                         ; expect: #f
(show (positive? 1))                                       ; expect: #t
(show (positive? 0))                                       ; expect: #f
(show (positive? -1/2))                                    ; expect: #f
(show (positive? +inf.0))                                  ; expect: #t
(show (negative? -5))                                      ; expect: #t
(show (negative? -0.0))                                    ; expect: #f
(show (negative? -100000000000000000000))                  ; expect: #t
(show (odd? 3))                                            ; expect: #t
(show (odd? -3))                                           ; expect: #t
(show (odd? 4.0))                                          ; expect: #f
(show (even? 0))                                           ; expect: #t
(show (even? 100000000000000000001))                       ; expect: #f
(show (even? -2))                                          ; expect: #t
(show (guard (e (#t 'no-number)) (zero? 'a)))              ; expect: no-number
(show (guard (e (#t 'no-integer)) (even? 1.5)))            ; expect: no-integer
