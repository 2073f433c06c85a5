; R7RS 2.1, 2.2: identifiers, bars, case, and the kinds of comment.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define <=>-!$%&*/:?^_~ 1)
(show <=>-!$%&*/:?^_~)                     ; expect: 1
(define + -)
(show (+ 7 2))                             ; expect: 5
(define |two words| 2)
(show |two words|)                         ; expect: 2
(show '|two words|)                        ; expect: |two words|
(show '|plain|)                            ; expect: plain
(show '||)                                 ; expect: ||
(show (eq? 'abc '|abc|))                   ; expect: #t
(show (eq? 'abc 'ABC))                     ; expect: #f
(show '|a\x3bb;b|)                         ; expect: aλb
(show '|tab\there|)                        ; expect: |tab\there|
(show (symbol->string '|a\|b|))            ; expect: "a|b"
(show '(... -> - + +x -x -- .foo ..a))     ; expect: (... -> - + +x -x -- .foo ..a)
(show '|12|)                               ; expect: |12|
(show '|.|)                                ; expect: |.|

#| a block comment
   #| that nests |# and goes on |#
(show '(1 #| inside |# 2))                 ; expect: (1 2)
(show '(1 #;(a (b) "c)") 2))               ; expect: (1 2)
(show '(1 #; #;2 3 4))                     ; expect: (1 4)
(show '(1 #;2))                            ; expect: (1)
(show '(1 . #;x 2))                        ; expect: (1 . 2)
#!fold-case
(show 'HeLLo)                              ; expect: hello
(SHOW (Eq? 'ABC 'abc))                     ; expect: #t
#!no-fold-case
(show 'HeLLo)                              ; expect: HeLLo
