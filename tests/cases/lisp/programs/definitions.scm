; R7RS 5.3: define, define-values, inner definitions.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define add3 (lambda (x) (+ x 3)))
(show (add3 3))                                            ; expect: 6
(define first car)
(show (first '(1 2)))                                      ; expect: 1
(define (rest-of a . more) more)
(show (rest-of 1 2 3))                                     ; expect: (2 3)
(define (all . every) every)
(show (all 1 2))                                           ; expect: (1 2)
(define-values (x y) (exact-integer-sqrt 17))
(show (list x y))                                          ; expect: (4 1)
(define-values (head . tail) (values 1 2 3))
(show (list head tail))                                    ; expect: (1 (2 3))
(define-values every (values 'a 'b))
(show every)                                               ; expect: (a b)
(define-values () (values))
(show (let () (define-values (a b) (values 1 2)) (define c 3) (+ a b c))) ; expect: 6
(show (let ()
        (define (ev? n) (or (= n 0) (od? (- n 1))))
        (define (od? n) (and (> n 0) (ev? (- n 1))))
        (list (ev? 10) (od? 10))))                         ; expect: (#t #f)
(show (let ((x 5))
        (define x 6)
        (define (get) x)
        (set! x 7)
        (get)))                                            ; expect: 7
; A second definition of a variable is an assignment.
(define v 1)
(define (read-v) v)
(define v 2)
(show (read-v))                                            ; expect: 2
; Procedures may use what is defined after them.
(define (uses-later) later)
(define later 'defined)
(show (uses-later))                                        ; expect: defined
(begin (define in-begin 1) (show in-begin))                ; expect: 1
