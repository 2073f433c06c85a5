; R7RS 6.2.6, (scheme complex): the procedures for complex numbers, on real ones.
(import (scheme base) (scheme write) (scheme complex))
(define (show x) (write x) (newline))

(show (real-part 5))                                       ; expect: 5
(show (imag-part 5))                                       ; expect: 0
(show (imag-part 2.5))                                     ; expect: 0
(show (real-part 2.5))                                     ; expect: 2.5
(show (magnitude -5))                                      ; expect: 5
(show (magnitude -2.5))                                    ; expect: 2.5
(show (angle 5))                                           ; expect: 0
(show (angle -1))                                          ; expect: 3.141592653589793
(show (make-rectangular 3 0))                              ; expect: 3
(show (make-polar 3 0))                                    ; expect: 3
