; R7RS 4.2.8: quasiquote, unquote, unquote-splicing.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show `(list ,(+ 1 2) 4))                                  ; expect: (list 3 4)
(show (let ((name 'a)) `(list ,name ',name)))              ; expect: (list a (quote a))
(show `(a ,(+ 1 2) ,@(map abs '(4 -5 6)) b))               ; expect: (a 3 4 5 6 b)
(show `((foo ,(- 10 3)) ,@(cdr '(c)) . ,(car '(cons))))    ; expect: ((foo 7) . cons)
(show `#(10 5 ,(square 2) ,@(map square '(4 3)) 8))        ; expect: #(10 5 4 16 9 8)
(show (let ((foo '(foo bar)) (@baz 'baz)) `(list ,@foo , @baz))) ; expect: (list foo bar baz)
(show `(a `(b ,(c ,(+ 1 2)))))                             ; expect: (a (quasiquote (b (unquote (c 3)))))
(show `(a `(b ,(foo ,(+ 1 3) d) e) f))                     ; expect: (a (quasiquote (b (unquote (foo 4 d)) e)) f)
(show (let ((name1 'x) (name2 'y)) `(a `(b ,,name1 ,',name2 d) e))) ; expect: (a (quasiquote (b (unquote x) (unquote (quote y)) d)) e)
(show (quasiquote (list (unquote (+ 1 2)) 4)))             ; expect: (list 3 4)
(show '(quasiquote (list (unquote (+ 1 2)) 4)))            ; expect: (quasiquote (list (unquote (+ 1 2)) 4))
(show `5)                                                  ; expect: 5
(show `,(+ 2 3))                                           ; expect: 5
(show `(1 . ,(+ 1 1)))                                     ; expect: (1 . 2)
(show `(,@'() . tail))                                     ; expect: tail
(show `(,@'(1 2) ,@'(3)))                                  ; expect: (1 2 3)
(show `(1 ,@'(2 . 3)))                                     ; expect: (1 2 . 3)
(show `#(,@'()))                                           ; expect: #()
(show `(x #(y ,(* 2 3)) "s" #\c))                          ; expect: (x #(y 6) "s" #\c)
