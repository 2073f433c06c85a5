; R7RS 4.2.2: let, let*, letrec, letrec*, let-values, let*-values.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (let ((x 2) (y 3)) (* x y)))                         ; expect: 6
(show (let ((x 2) (y 3)) (let ((x 7) (z (+ x y))) (* z x)))) ; expect: 35
(show (let ((x 2) (y 3)) (let* ((x 7) (z (+ x y))) (* z x)))) ; expect: 70
(show (let () 5))                                          ; expect: 5
(show (let* () 6))                                         ; expect: 6
(show (let* ((x 1) (x (+ x 1)) (x (* x 5))) x))            ; expect: 10
(show (letrec ((even? (lambda (n) (if (zero? n) #t (odd? (- n 1)))))
               (odd? (lambda (n) (if (zero? n) #f (even? (- n 1))))))
        (even? 88)))                                       ; expect: #t
(show (letrec* ((p (lambda (x) (+ 1 (q (- x 1)))))
                (q (lambda (y) (if (zero? y) 0 (+ 1 (p (- y 1))))))
                (x (p 5))
                (y x))
        y))                                                ; expect: 5
(show (letrec* ((a 1) (b (+ a 1)) (c (* b 10))) (list a b c))) ; expect: (1 2 20)
(show (let-values (((root rem) (exact-integer-sqrt 32))) (* root rem))) ; expect: 35
(show (let ((a 'a) (b 'b) (x 'x) (y 'y))
        (let-values (((a b) (values x y)) ((x y) (values a b)))
          (list a b x y))))                                ; expect: (x y a b)
(show (let ((a 'a) (b 'b) (x 'x) (y 'y))
        (let*-values (((a b) (values x y)) ((x y) (values a b)))
          (list a b x y))))                                ; expect: (x y x y)
(show (let-values (((a . rest) (values 1 2 3)) (all (values 4 5)) ((one) 6))
        (list a rest all one)))                            ; expect: (1 (2 3) (4 5) 6)
(show (let-values ((() (values))) 'none))                  ; expect: none
(show (let*-values (((a b) (values 1 2)) ((c) (values (+ a b)))) c)) ; expect: 3
; The bodies may begin with definitions.
(show (let ((x 5))
        (define foo (lambda (y) (bar x y)))
        (define bar (lambda (a b) (+ (* a b) a)))
        (foo (+ x 3))))                                    ; expect: 45
; A variable of letrec that is used before it has a value is an error.
(show (guard (e (#t 'too-early)) (letrec ((a b) (b 1)) a))) ; expect: too-early
