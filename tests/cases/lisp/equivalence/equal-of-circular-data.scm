; R7RS 6.1: equal? ends on circular data.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define a (list 1 2))
(set-cdr! (cdr a) a)
(define b (list 1 2 1 2))
(set-cdr! (cdr (cdr (cdr b))) b)
(show (equal? a b))                                        ; expect: #t
(set-car! (cdr (cdr b)) 3)
(show (equal? a b))                                        ; expect: #f
(define v (vector 1 2 3))
(vector-set! v 1 v)
(define w (vector 1 2 3))
(vector-set! w 1 w)
(show (equal? v w))                                        ; expect: #t
