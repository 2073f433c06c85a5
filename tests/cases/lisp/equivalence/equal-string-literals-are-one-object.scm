; Equal string literals of a program are one object, wherever they stand; strings that procedures make are not.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(show (eq? "a" "a"))                                       ; expect: #t
(show (eqv? "a longer text" "a longer text"))              ; expect: #t
(show (eq? "a" "b"))                                       ; expect: #f
(show (eq? "two\nlines" "two\nlines"))                     ; expect: #t
(show (eq? "" ""))                                         ; expect: #t
(show (case "a" (("a") 1) (else 2)))                       ; expect: 1
(define (f) "a")
(define x "a")
(show (list (eq? x (f)) (eq? (f) "a") (eqv? x "a")))       ; expect: (#t #t #t)
(show (memv "a" (list "b" "a")))                           ; expect: ("a")
(show (let ((a "x") (b "x")) (if (eq? a b) 'one 'two)))    ; expect: one
(show (eq? (string-copy "a") "a"))                         ; expect: #f
(show (eqv? (string #\a) (string #\a)))                    ; expect: #f
(show (equal? (string #\a) "a"))                           ; expect: #t
(show (eq? (number->string 12345) "12345"))                ; expect: #f
(show (eq? (number->string 12345) (number->string 12345))) ; expect: #f
(show (let ((text (number->string 12345))) (eq? text text))) ; expect: #t
