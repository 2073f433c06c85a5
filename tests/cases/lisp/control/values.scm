; R7RS 6.10: values, call-with-values.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (call-with-values (lambda () (values 4 5)) (lambda (a b) b))) ; expect: 5
(show (call-with-values * -))                              ; expect: -1
(show (call-with-values (lambda () (values)) list))        ; expect: ()
(show (call-with-values (lambda () 1) list))               ; expect: (1)
(show (values 7))                                          ; expect: 7
(show (+ 1 (values 2)))                                    ; expect: 3
(show (call-with-values (lambda () (values 1 2 3)) (lambda (a . rest) (list a rest)))) ; expect: (1 (2 3))
(define (two) (values 'a 'b))
(show (call-with-values two cons))                         ; expect: (a . b)
(show (let-values (((x y) (two))) (list y x)))             ; expect: (b a)
(show (call-with-values (lambda () (apply values '(1 2 3 4))) +)) ; expect: 10
; Through tail calls, if, begin and let.
(define (choose c) (if c (values 1 2) (begin (values 3 4))))
(show (call-with-values (lambda () (choose #f)) list))     ; expect: (3 4)
(show (call-with-values (lambda () (let ((x 5)) (values x x))) list)) ; expect: (5 5)
(begin (values 1 2) 'ignored)
(show (guard (e ((error-object? e) 'wrong-count)) (let-values (((a b) (values 1 2 3))) a))) ; expect: wrong-count
(show (guard (e ((error-object? e) 'wrong-count)) (call-with-values two (lambda (a) a)))) ; expect: wrong-count
