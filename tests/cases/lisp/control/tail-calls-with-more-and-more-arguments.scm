; R7RS 3.5: tail calls among procedures that take different numbers of arguments, also deep in a recursion.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define (start l n)
  (cond ((null? l) n)
        ((eq? (car l) 'a) (one (cdr l) n 1 'a))
        ((eq? (car l) 'b) (two (cdr l) n 2 'b 5))
        (else (start (cdr l) (+ n 1)))))
(define (one l n k what)
  (cond ((null? l) (+ n k))
        ((eq? (car l) what) (one (cdr l) (+ n 1) k what))
        ((eq? (car l) 'b) (two (cdr l) n k 'b 7))
        (else (start l (+ n k)))))
(define (two l n k what m)
  (cond ((null? l) (+ n k m))
        ((eq? (car l) what) (one (cdr l) n m 'a))
        ((eq? (car l) 'c) (start (cdr l) (+ n m)))
        (else (two (cdr l) (+ n 1) k what m))))
(show (start '(a b a b c a b c a a b b c c a b c a b a c b a c b c a b c b a) 0)) ; expect: 67
(define (long n) (if (= n 0) '() (cons (if (even? n) 'a 'b) (long (- n 1)))))
(show (start (long 300000) 0))                             ; expect: 150006
; A procedure of many parameters that is entered by tail calls and recurs far down itself.
(define (enter n) (many n 1 2 3 4 "five"))
(define (many n a b c d e)
  (if (= n 0) (list a b c d e) (let ((below (many (- n 1) b c d a e))) (if (pair? below) (leave below a) 'never))))
(define (leave below a) (if (memv a below) below (enter 0)))
(show (enter 100001))                                      ; expect: (2 3 4 1 "five")
; Arguments that are calls themselves.
(define (sum-from n) (if (= n 0) (total 0 0 0 0 0) (spread n)))
(define (spread n) (total (seven n) (seven 2) (total 1 (seven 3) 2 3 4) (seven (total 0 n 0 0 1)) n))
(define (seven n) (if (> n 100) (sum-from 0) (+ n 7)))
(define (total a b c d e) (if (eqv? a b) a (+ a (* 10 b) (* 100 c) (* 1000 d) (* 10000 e))))
(show (sum-from 3))                                        ; expect: 4360200
; By values, with continuations that leave and come back in between.
(define (pass f . more) (apply f 'first more))
(define (four a b c d) (call/cc (lambda (k) (five a b c d k))))
(define (five a b c d k) (if (eq? d 'out) (k (list a b c)) (four a c b 'out)))
(show (pass four 2 3 'in))                                 ; expect: (first 3 2)
