; R7RS 6.4: pairs and their parts.
(import (scheme base) (scheme write) (scheme cxr))
(define (show x) (write x) (newline))

(define x (list 'a 'b 'c))
(define y x)
(show (list? y))                                           ; expect: #t
(set-cdr! x 4)
(show (list? y))                                           ; expect: #f
(show x)                                                   ; expect: (a . 4)
(show (eqv? x y))                                          ; expect: #t
(set-car! x '(z))
(show y)                                                   ; expect: ((z) . 4)
(set-cdr! x x)
(show (list? x))                                           ; expect: #f
(show (pair? '(a . b)))                                    ; expect: #t
(show (pair? '(a b c)))                                    ; expect: #t
(show (pair? '()))                                         ; expect: #f
(show (pair? '#(a b)))                                     ; expect: #f
(show (cons 'a '()))                                       ; expect: (a)
(show (cons '(a) '(b c d)))                                ; expect: ((a) b c d)
(show (cons "a" '(b c)))                                   ; expect: ("a" b c)
(show (cons 'a 3))                                         ; expect: (a . 3)
(show (car '((a) b c d)))                                  ; expect: (a)
(show (cdr '((a) b c d)))                                  ; expect: (b c d)
(show (cdr '(1 . 2)))                                      ; expect: 2
(show (guard (e ((error-object? e) 'no-pair)) (car '())))  ; expect: no-pair
(show (guard (e ((error-object? e) 'no-pair)) (cdr 1)))    ; expect: no-pair
(show (guard (e ((error-object? e) 'no-pair)) (set-car! 'a 1))) ; expect: no-pair
(define tree '(((((1) 2) 3) (4) 5) ((6 7) 8 9) (10 11) 12 13))
(show (list (caar tree) (cadr tree) (cdar tree) (cddr tree))) ; expect: ((((1) 2) 3) ((6 7) 8 9) ((4) 5) ((10 11) 12 13))
(define t '(((a b c) (d e) f g) ((h i) j) (k l) m n o))
(show (caaar t))                                           ; expect: a
(show (caadr t))                                           ; expect: (h i)
(show (cadar t))                                           ; expect: (d e)
(show (caddr t))                                           ; expect: (k l)
(show (cdaar t))                                           ; expect: (b c)
(show (cdadr t))                                           ; expect: (j)
(show (cddar t))                                           ; expect: (f g)
(show (cdddr t))                                           ; expect: (m n o)
(define f '((((1 . 2) . (3 . 4)) . ((5 . 6) . (7 . 8))) . (((9 . 10) . (11 . 12)) . ((13 . 14) . (15 . 16)))))
(show (list (caaaar f) (caaadr f) (caadar f) (caaddr f)))  ; expect: (1 9 5 13)
(show (list (cadaar f) (cadadr f) (caddar f) (cadddr f)))  ; expect: (3 11 7 15)
(show (list (cdaaar f) (cdaadr f) (cdadar f) (cdaddr f)))  ; expect: (2 10 6 14)
(show (list (cddaar f) (cddadr f) (cdddar f) (cddddr f)))  ; expect: (4 12 8 16)
