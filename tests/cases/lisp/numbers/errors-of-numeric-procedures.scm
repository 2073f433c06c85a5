; What is no number, no integer or too large is an error that says so.
(import (scheme base) (scheme write) (scheme inexact) (scheme complex))
(define-syntax fails
  (syntax-rules ()
    ((_ expression) (begin (display (guard (e (#t (error-object-message e))) expression)) (newline)))))

(fails (expt 10 (expt 10 10)))                ; expect: expt: the result is too large
(fails (expt 2/3 (expt 10 30)))               ; expect: expt: the result is too large
(fails (let loop ((n 17)) (loop (* n n))))    ; expect: *: the result is too large
(fails (/ 1 0))                               ; expect: /: division by zero
(fails (/ 1.5 0))                             ; expect: /: division by zero
(fails (modulo 10 0))                         ; expect: modulo: division by zero
(fails (floor/ 10 0))                         ; expect: floor/: division by zero
(fails (exact +inf.0))                        ; expect: exact expects a finite number but got +inf.0
(fails (+ 1 'a))                              ; expect: + expects a number but got a
(fails (max 1 "2"))                           ; expect: max expects a number but got "2"
(fails (sqrt -4))                             ; expect: sqrt: the result is not a real number; complex numbers are not supported
(fails (make-rectangular 1 2))                ; expect: make-rectangular: the result is not a real number; complex numbers are not supported
(fails (quotient 1.5 2))                      ; expect: quotient expects an integer but got 1.5
(fails (gcd 1/2 3))                           ; expect: gcd expects an integer but got 1/2
(fails (exact-integer-sqrt -1))               ; expect: exact-integer-sqrt expects an exact integer that is not negative but got -1
(fails (number->string 10 1))                 ; expect: number->string expects a radix from 2 to 36 but got 1
(fails (string->number 10))                   ; expect: string->number expects a string but got 10
