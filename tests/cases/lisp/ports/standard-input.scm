; R7RS 6.13: reading from the standard input.
; stdin: (first datum) second
; stdin: a line
; stdin: xy
(import (scheme base) (scheme write) (scheme read))
(define (show x) (write x) (newline))

(show (read))                                              ; expect: (first datum)
(show (read))                                              ; expect: second
(show (read-char))                                         ; expect: #\newline
(show (read-line))                                         ; expect: "a line"
(show (peek-char))                                         ; expect: #\x
(show (read-string 2))                                     ; expect: "xy"
(show (read-line))                                         ; expect: ""
(show (map eof-object? (let* ((a (read-char)) (b (peek-char)) (c (read-line)) (d (read))) (list a b c d)))) ; expect: (#t #t #t #t)
