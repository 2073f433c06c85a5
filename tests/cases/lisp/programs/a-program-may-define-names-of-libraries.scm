; R7RS 5.1, 5.3: a name of a library that a program defines is the program's, everywhere in the program; the library does not notice.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define (list . items) (cons 'mine items))
(show (list 1 2))                                          ; expect: (mine 1 2)
(show (map (lambda (a b) (+ a b)) '(1 2) '(10 20)))        ; expect: (11 22)
(define car cdr)
(show (car '(1 2 3)))                                      ; expect: (2 3)
(show (cadr '(1 2 3)))                                     ; expect: 2
(define (kind x) (if (vector? x) (quote vector) (quote other)))
(show (kind (vector)))                                     ; expect: other
(define (vector? x) #f)
(show (kind 5))                                            ; expect: other
(define-syntax when (syntax-rules () ((_ c e) (if c (show e) (show 'not)))))
(when #f 1)                                                ; expect: not
(define (square x) (* x x x))
(show (square 2))                                          ; expect: 8
