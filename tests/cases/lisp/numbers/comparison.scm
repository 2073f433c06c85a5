; R7RS 6.2.6: = < > <= >= max min.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (= 1 1.0 1))                                         ; expect: #t
(show (= 1 2))                                             ; expect: #f
(show (= 1/2 0.5))                                         ; expect: #t
(show (= 1/3 0.3333333333333333))                          ; expect: #f
(show (= 9007199254740993 9007199254740992.0))             ; expect: #f
(show (= 0.0 -0.0))                                        ; expect: #t
(show (= +nan.0 +nan.0))                                   ; expect: #f
(show (= 1 1 1 2))                                         ; expect: #f
(show (< 1 2 3))                                           ; expect: #t
(show (< 1 3 2))                                           ; expect: #f
(show (< 1/3 0.34 1/2))                                    ; expect: #t
(show (< 9007199254740992.0 9007199254740993))             ; expect: #t
(show (< -1e400 0))                                        ; expect: #t
(show (> 3 2 1))                                           ; expect: #t
(show (> 3 3))                                             ; expect: #f
(show (> 100000000000000000000 99999999999999999999))      ; expect: #t
(show (<= 1 1 2))                                          ; expect: #t
(show (<= 2 1))                                            ; expect: #f
(show (>= 2 2 1))                                          ; expect: #t
(show (>= 1 2))                                            ; expect: #f
(show (list (< +nan.0 1) (>= +nan.0 1) (<= 1 +nan.0)))     ; expect: (#f #f #f)
(show (< 1))                                               ; expect: #t
(show (max 3 4))                                           ; expect: 4
(show (max 3.9 4))                                         ; expect: 4.0
(show (max 1/2 1/3))                                       ; expect: 1/2
(show (min 1 2 -3))                                        ; expect: -3
(show (min 1 2.0))                                         ; expect: 1.0
(show (max 7))                                             ; expect: 7
(show (min 100000000000000000000 1))                       ; expect: 1
(show (apply < '(1 2 3 4 5)))                              ; expect: #t
(show (guard (e (#t 'no-number)) (< 1 'a)))                ; expect: no-number
