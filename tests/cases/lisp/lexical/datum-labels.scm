; R7RS 2.4: datum labels, in literals and in what is written.
(import (scheme base) (scheme write) (scheme cxr))
(define (show x) (write x) (newline))

(define shared '(#0=(1 2) #0#))
(show (eq? (car shared) (cadr shared)))    ; expect: #t
(define ring '#1=(a b . #1#))
(show (eq? ring (cddr ring)))              ; expect: #t
(show ring)                                ; expect: #0=(a b . #0#)
(show '#0=#(1 #0# 2))                      ; expect: #0=#(1 #0# 2)
(show (equal? '#0=(a b . #0#) '#1=(a b a b . #1#))) ; expect: #t
(define two '(#5=(x) #6=(y) #5# #6#))
(show (eq? (car two) (caddr two)))         ; expect: #t
(show (eq? (cadr two) (cadddr two)))       ; expect: #t
