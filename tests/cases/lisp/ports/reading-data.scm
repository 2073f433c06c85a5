; R7RS 6.13.2: read.
(import (scheme base) (scheme write) (scheme read) (scheme cxr))
(define (show x) (write x) (newline))
(define (from text) (read (open-input-string text)))

(show (from "(a . b)"))                                    ; expect: (a . b)
(show (from "(1 2.5 -3/6 #xff 1e3)"))                      ; expect: (1 2.5 -1/2 255 1000.0)
(show (from "  ; comment\n #| block |# #;(skipped) sym"))  ; expect: sym
(show (from "\"a\\n\\x41;\\\\\""))                         ; expect: "a\nA\\"
(show (from "#(1 #(2) \"x\")"))                            ; expect: #(1 #(2) "x")
(show (from "#u8(1 2 255)"))                               ; expect: #u8(1 2 255)
(show (from "#\\space"))                                   ; expect: #\space
(show (from "#\\x3bb"))                                    ; expect: #\λ
(show (from "#true"))                                      ; expect: #t
(show (from "|a b|"))                                      ; expect: |a b|
(show (equal? (from "'a") '(quote a)))                     ; expect: #t
(show (equal? (from "`(a ,b ,@c)") '(quasiquote (a (unquote b) (unquote-splicing c))))) ; expect: #t
(show (from "()"))                                         ; expect: ()
(show (from "-"))                                          ; expect: -
(show (from "..."))                                        ; expect: ...
(show (from "+inf.0"))                                     ; expect: +inf.0
(show (from "100000000000000000000"))                      ; expect: 100000000000000000000
(show (let ((x (from "#0=(a #0#)"))) (eq? x (cadr x))))    ; expect: #t
(show (let ((x (from "(#1=(z) #1# #1#)"))) (list (eq? (car x) (cadr x)) (eq? (car x) (caddr x))))) ; expect: (#t #t)
(show (let ((x (from "#0=#(1 #0#)"))) (eq? x (vector-ref x 1)))) ; expect: #t
(show (from "#!fold-case ABC"))                            ; expect: abc
(define port (open-input-string "one (two) \"three\" 4"))
(define first (read port))
(define second (read port))
(define third (read port))
(define fourth (read port))
(show (list first second third fourth))                    ; expect: (one (two) "three" 4)
(show (eof-object? (read port)))                           ; expect: #t
(show (eof-object? (from "")))                             ; expect: #t
(show (eof-object? (from "  ; only a comment")))           ; expect: #t
(show (let ((p (open-input-string "(a)rest"))) (read p) (read-line p))) ; expect: "rest"
(show (let ((p (open-input-string "sym)"))) (read p) (read-char p))) ; expect: #\)
(define (problem text) (guard (e ((read-error? e) 'read-error)) (from text)))
(show (map problem '("(" "(1 . )" "(. 1 2)" "#(1" "\"open" "#\\nosuchname" "#u8(256)" "#<x>" "(1 . 2 3)" "|open" "#|open"))) ; expect: (read-error read-error read-error read-error read-error read-error read-error read-error read-error read-error read-error)
; What write writes, read reads.
(define (round-trip x) (let ((o (open-output-string))) (write x o) (equal? x (from (get-output-string o)))))
(show (map round-trip (list 1 -1.5 1/3 'a '|A b| "s\\\"\n" #\x0 #\λ '(1 (2 . 3)) #(1 2) #u8(9) #t '() (string->symbol "") 1e300 '|1|))) ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t)
