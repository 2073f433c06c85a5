; R7RS 6.2.6: + - * / abs, on exact integers of any size, rationals and floats.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (+ 3 4))                                             ; expect: 7
(show (+ 3))                                               ; expect: 3
(show (+))                                                 ; expect: 0
(show (* 4))                                               ; expect: 4
(show (*))                                                 ; expect: 1
(show (+ 1 2 3 4 5))                                       ; expect: 15
(show (* 1 2 3 4 5))                                       ; expect: 120
(show (- 3 4))                                             ; expect: -1
(show (- 3 4 5))                                           ; expect: -6
(show (- 3))                                               ; expect: -3
(show (/ 3 4 5))                                           ; expect: 3/20
(show (/ 3))                                               ; expect: 1/3
(show (/ 6 3))                                             ; expect: 2
(show (/ 6 4))                                             ; expect: 3/2
(show (/ -6 4))                                            ; expect: -3/2
(show (/ 6 -4))                                            ; expect: -3/2
(show (/ 1.0 4))                                           ; expect: 0.25
(show (/ 1 3.0))                                           ; expect: 0.3333333333333333
(show (+ 1/2 1/3))                                         ; expect: 5/6
(show (+ 1/2 1/2))                                         ; expect: 1
(show (- 1/2 1/2))                                         ; expect: 0
(show (* 2/3 3/2))                                         ; expect: 1
(show (* 1/2 0.5))                                         ; expect: 0.25
(show (+ 1/2 0.5))                                         ; expect: 1.0
(show (+ 9223372036854775807 1))                           ; expect: 9223372036854775808
(show (- -9223372036854775808 1))                          ; expect: -9223372036854775809
(show (- -9223372036854775808))                            ; expect: 9223372036854775808
(show (- 9223372036854775808 1))                           ; expect: 9223372036854775807
(show (* 4294967296 4294967296))                           ; expect: 18446744073709551616
(show (* -9223372036854775808 -1))                         ; expect: 9223372036854775808
(show (* 99999999999 99999999999))                         ; expect: 9999999999800000000001
(show (/ 18446744073709551616 4294967296))                 ; expect: 4294967296
(show (/ 100000000000000000000 3))                         ; expect: 100000000000000000000/3
(show (- 100000000000000000000 99999999999999999999))      ; expect: 1
(show (abs -7))                                            ; expect: 7
(show (abs -1/2))                                          ; expect: 1/2
(show (abs -0.5))                                          ; expect: 0.5
(show (abs -9223372036854775808))                          ; expect: 9223372036854775808
(show (+ 0.1 0.2))                                         ; expect: 0.30000000000000004
(show (- 0.0))                                             ; expect: -0.0
(show (- 5.0 5.0))                                         ; expect: 0.0
(show (/ 1.0 0.0))                                         ; expect: +inf.0
(show (/ -1.0 0.0))                                        ; expect: -inf.0
(show (/ 0.0 0.0))                                         ; expect: +nan.0
(show (- +inf.0 +inf.0))                                   ; expect: +nan.0
(show (guard (e ((error-object? e) 'division-by-zero)) (/ 1 0))) ; expect: division-by-zero
(show (guard (e ((error-object? e) 'division-by-zero)) (/ 1/2 0))) ; expect: division-by-zero
(show (guard (e ((error-object? e) 'no-number)) (+ 1 "2"))) ; expect: no-number
(show (guard (e ((error-object? e) 'no-number)) (* 'a 2))) ; expect: no-number
(show (guard (e ((error-object? e) 'no-number)) (- #f)))   ; expect: no-number
; Results that do not fit become big, and those that fit small again, in loops and closures too.
(define (factorial n) (if (= n 0) 1 (* n (factorial (- n 1)))))
(show (factorial 30))                                      ; expect: 265252859812191058636308480000000
(show (/ (factorial 30) (factorial 28)))                   ; expect: 870
(show (let loop ((i 0) (x 1)) (if (= i 70) x (loop (+ i 1) (* x 2))))) ; expect: 1180591620717411303424
(show (let loop ((i 0) (x 1)) (if (= i 64) x (loop (+ i 1) (+ x x))))) ; expect: 18446744073709551616
(show (let loop ((i 9223372036854775800)) (if (> i 9223372036854775810) i (loop (+ i 3))))) ; expect: 9223372036854775812
(show (do ((i 0 (+ i 1)) (x -9223372036854775800 (- x 2))) ((= i 6) x))) ; expect: -9223372036854775812
(show (apply + 1 2 '(3 4)))                                ; expect: 10
(show (map + '(1 2) '(10 20) '(100 200)))                  ; expect: (111 222)
(show (let ((op *)) (op 3 (op) (op 2))))                   ; expect: 6
