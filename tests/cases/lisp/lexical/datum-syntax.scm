; R7RS 2.3, 7.1: how data of each kind is written in programs.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show '#t)                                 ; expect: #t
(show '#true)                              ; expect: #t
(show '#f)                                 ; expect: #f
(show '#false)                             ; expect: #f
(show '(a . (b . (c . ()))))               ; expect: (a b c)
(show '(a . (b . c)))                      ; expect: (a b . c)
(show '#(a #(b) "c" #\d 5))                ; expect: #(a #(b) "c" #\d 5)
(show '#u8(0 127 #xff))                    ; expect: #u8(0 127 255)
(show #(1 2))                              ; expect: #(1 2)
(show #u8())                               ; expect: #u8()
(show ''a)                                 ; expect: (quote a)
(show '`(a ,b ,@c))                        ; expect: (quasiquote (a (unquote b) (unquote-splicing c)))
(show '("a" #\a a 1 1.5 #t ()))            ; expect: ("a" #\a a 1 1.5 #t ())
(show "a\
       b")                                 ; expect: "ab"
(show "one\ntwo\ttab\\ \"q\" \a\b\r")      ; expect: "one\ntwo\ttab\\ \"q\" \a\b\r"
(show "\x41;\x3bb;")                       ; expect: "Aλ"
(show (string-length "two
lines"))                                   ; expect: 9
