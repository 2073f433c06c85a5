; R7RS 6.13: binary ports on bytevectors.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define in (open-input-bytevector (bytevector 1 2 3 4 5 6 7 8)))
(show (list (port? in) (input-port? in) (output-port? in) (textual-port? in) (binary-port? in))) ; expect: (#t #t #f #f #t)
(show (peek-u8 in))                                        ; expect: 1
(show (read-u8 in))                                        ; expect: 1
(show (u8-ready? in))                                      ; expect: #t
(show (read-bytevector 3 in))                              ; expect: #u8(2 3 4)
(define target (make-bytevector 5 0))
(show (read-bytevector! target in 1 3))                    ; expect: 2
(show target)                                              ; expect: #u8(0 5 6 0 0)
(show (read-bytevector! target in))                        ; expect: 2
(show target)                                              ; expect: #u8(7 8 6 0 0)
(show (eof-object? (read-bytevector! target in)))          ; expect: #t
(show (map eof-object? (list (read-u8 in) (peek-u8 in) (read-bytevector 1 in)))) ; expect: (#t #t #t)
(show (read-bytevector 0 (open-input-bytevector #u8(1))))  ; expect: #u8()
(close-port in)
(show (guard (e ((error-object? e) 'closed)) (read-u8 in))) ; expect: closed
(define out (open-output-bytevector))
(show (list (input-port? out) (output-port? out) (textual-port? out) (binary-port? out))) ; expect: (#f #t #f #t)
(write-u8 255 out)
(write-bytevector #u8(1 2 3) out)
(write-bytevector #u8(1 2 3 4) out 2)
(write-bytevector #u8(1 2 3 4) out 1 2)
(flush-output-port out)
(show (get-output-bytevector out))                         ; expect: #u8(255 1 2 3 3 4 2)
(close-output-port out)
(show (guard (e ((error-object? e) 'closed)) (write-u8 1 out))) ; expect: closed
(show (guard (e ((error-object? e) 'textual)) (read-u8 (open-input-string "a")))) ; expect: textual
(show (guard (e ((error-object? e) 'binary)) (read-char (open-input-bytevector #u8(65))))) ; expect: binary
(show (guard (e ((error-object? e) 'no-byte)) (write-u8 256 (open-output-bytevector)))) ; expect: no-byte
