; R7RS 6.13.3: write, display, write-simple, write-shared.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define (written proc x) (let ((o (open-output-string))) (proc x o) (get-output-string o)))

(define data (list 1 1.5 1/2 'sym "a\"b\\c\n" #\a #\space '() #t #f (vector 1 "x") (bytevector 1 2)))
(write data) (newline)                                     ; expect: (1 1.5 1/2 sym "a\"b\\c\n" #\a #\space () #t #f #(1 "x") #u8(1 2))
(display '(1 "two" #\3 (4 . "five") #("six" #\7))) (newline) ; expect: (1 two 3 (4 . five) #(six 7))
(display "plain") (newline)                                ; expect: plain
(display #\x) (newline)                                    ; expect: x
(display 'sym) (newline)                                   ; expect: sym
(display '|with space|) (newline)                          ; expect: with space
(write-simple '(a "b" #\c)) (newline)                      ; expect: (a "b" #\c)
(write '(1 . (2 . (3 . 4)))) (newline)                     ; expect: (1 2 3 . 4)
(write (cons 1 (cons 2 '()))) (newline)                    ; expect: (1 2)
(write "λ😀\t\x7;\x0;\x7f;") (newline)                      ; expect: "λ😀\t\a\x0;\x7f;"
; Circular data get labels by write and display; data that are only shared do not.
(define ring (list 'a 'b 'c))
(set-cdr! (cddr ring) ring)
(write ring) (newline)                                     ; expect: #0=(a b c . #0#)
(display ring) (newline)                                   ; expect: #0=(a b c . #0#)
(define v (vector 1 2 3))
(vector-set! v 1 v)
(write v) (newline)                                        ; expect: #0=#(1 #0# 3)
(define shared (list 'x))
(write (list shared shared)) (newline)                     ; expect: ((x) (x))
(write-shared (list shared shared)) (newline)              ; expect: (#0=(x) #0#)
(write-shared '(no sharing)) (newline)                     ; expect: (no sharing)
(write-shared ring) (newline)                              ; expect: #0=(a b c . #0#)
(define both (list shared ring shared))
(write-shared both) (newline)                              ; expect: (#0=(x) #1=(a b c . #1#) #0#)
(write both) (newline)                                     ; expect: ((x) #0=(a b c . #0#) (x))
(define s (string #\s))
(write-shared (list s s)) (newline)                        ; expect: ("s" "s")
(define two (list 'p 'q))
(set-car! two two)
(set-cdr! (cdr two) two)
(write two) (newline)                                      ; expect: #0=(#0# q . #0#)
(define inner (list 1))
(set-cdr! inner inner)
(write (vector inner 'mid inner)) (newline)                ; expect: #(#0=(1 . #0#) mid #0#)
; What is written can be read again.
(show (written write '(a "b\\" |c d| #\) 1.5 -0.0)))       ; expect: "(a \"b\\\\\" |c d| #\\) 1.5 -0.0)"
(show (written display "a\"b"))                            ; expect: "a\"b"
(show (written write-shared 5))                            ; expect: "5"
(show (written write-simple '|a b|))                       ; expect: "|a b|"
