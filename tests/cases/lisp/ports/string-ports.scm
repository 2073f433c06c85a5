; R7RS 6.13: textual ports on strings, and the input procedures.
(import (scheme base) (scheme write) (scheme read))
(define (show x) (write x) (newline))

(define in (open-input-string "abc\nline two\n\nlast"))
(show (list (port? in) (input-port? in) (output-port? in) (textual-port? in) (binary-port? in))) ; expect: (#t #t #f #t #f)
(show (peek-char in))                                      ; expect: #\a
(show (read-char in))                                      ; expect: #\a
(show (char-ready? in))                                    ; expect: #t
(show (read-line in))                                      ; expect: "bc"
(show (read-string 4 in))                                  ; expect: "line"
(show (read-line in))                                      ; expect: " two"
(show (read-line in))                                      ; expect: ""
(show (read-string 100 in))                                ; expect: "last"
(show (map eof-object? (list (read-char in) (peek-char in) (read-line in) (read-string 1 in)))) ; expect: (#t #t #t #t)
(show (read-string 0 (open-input-string "x")))             ; expect: ""
(show (eof-object? (eof-object)))                          ; expect: #t
(show (eof-object? 'eof))                                  ; expect: #f
(show (input-port-open? in))                               ; expect: #t
(close-input-port in)
(show (input-port-open? in))                               ; expect: #f
(show (guard (e ((error-object? e) 'closed)) (read-char in))) ; expect: closed
(close-port in)
(define out (open-output-string))
(show (list (port? out) (input-port? out) (output-port? out) (textual-port? out) (binary-port? out))) ; expect: (#t #f #t #t #f)
(write 'piece out)
(display " by " out)
(write-char #\p out)
(write-string "iece" out)
(newline out)
(show (get-output-string out))                             ; expect: "piece by piece\n"
(write-string "abcdef" out 2 4)
(write-string "xyz" out 1)
(show (get-output-string out))                             ; expect: "piece by piece\ncdyz"
(flush-output-port out)
(show (output-port-open? out))                             ; expect: #t
(close-output-port out)
(show (output-port-open? out))                             ; expect: #f
(show (guard (e ((error-object? e) 'closed)) (write-char #\a out))) ; expect: closed
(show (map port? (list 1 "a" car)))                        ; expect: (#f #f #f)
(show (map (lambda (p) (and (textual-port? p) (output-port? p) (output-port-open? p))) (list (current-output-port) (current-error-port)))) ; expect: (#t #t)
(show (let ((p (current-input-port))) (list (input-port? p) (textual-port? p) (input-port-open? p)))) ; expect: (#t #t #t)
; The standard ports are parameters.
(show (let ((o (open-output-string))) (parameterize ((current-output-port o)) (display "captured") (newline)) (get-output-string o))) ; expect: "captured\n"
(show (parameterize ((current-input-port (open-input-string "one two"))) (let* ((a (read)) (b (read))) (list a b)))) ; expect: (one two)
(show (parameterize ((current-input-port (open-input-string "xyz"))) (let* ((a (peek-char)) (b (read-char)) (c (read-line))) (list a b c)))) ; expect: (#\x #\x "yz")
(show (let ((e (open-output-string))) (parameterize ((current-error-port e)) (write-string "oops" (current-error-port))) (get-output-string e))) ; expect: "oops"
; call-with-port closes the port.
(define kept #f)
(show (call-with-port (open-input-string "data") (lambda (p) (set! kept p) (read p)))) ; expect: data
(show (input-port-open? kept))                             ; expect: #f
(show (call-with-values (lambda () (call-with-port (open-input-string "") (lambda (p) (values 1 2)))) list)) ; expect: (1 2)
(write-string "whole") (newline)                           ; expect: whole
(write-char #\λ) (newline)                                 ; expect: λ
(write-string "😀λ" (current-output-port) 1) (newline)     ; expect: λ
