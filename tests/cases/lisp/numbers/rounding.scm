; R7RS 6.2.6: floor, ceiling, truncate, round, rationalize.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (floor -4.3))                                        ; expect: -5.0
(show (ceiling -4.3))                                      ; expect: -4.0
(show (truncate -4.3))                                     ; expect: -4.0
(show (round -4.3))                                        ; expect: -4.0
(show (floor 3.5))                                         ; expect: 3.0
(show (ceiling 3.5))                                       ; expect: 4.0
(show (truncate 3.5))                                      ; expect: 3.0
(show (round 3.5))                                         ; expect: 4.0
(show (round 2.5))                                         ; expect: 2.0
(show (round -2.5))                                        ; expect: -2.0
(show (round -0.4))                                        ; expect: -0.0
(show (round 7/2))                                         ; expect: 4
(show (round 5/2))                                         ; expect: 2
(show (round -7/2))                                        ; expect: -4
(show (floor -7/2))                                        ; expect: -4
(show (ceiling -7/2))                                      ; expect: -3
(show (truncate -7/2))                                     ; expect: -3
(show (round 7))                                           ; expect: 7
(show (floor 100000000000000000001/2))                     ; expect: 50000000000000000000
(show (rationalize (exact .3) 1/10))                       ; expect: 1/3
(show (rationalize .3 1/10))                               ; expect: 0.3333333333333333
(show (rationalize 3/10 0))                                ; expect: 3/10
(show (rationalize -3/10 1/10))                            ; expect: -1/3
(show (rationalize 1/4 1/2))                               ; expect: 0
