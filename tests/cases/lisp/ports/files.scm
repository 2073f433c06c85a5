; R7RS 6.13, (scheme file): textual and binary files.
(import (scheme base) (scheme write) (scheme read) (scheme file))
(define (show x) (write x) (newline))
(define name "written-by-a-case.txt")

(if (file-exists? name) (delete-file name))
(show (file-exists? name))                                 ; expect: #f
(call-with-output-file name (lambda (p) (write '(data "text" 1.5) p) (newline p) (display "second line λ" p)))
(show (file-exists? name))                                 ; expect: #t
(show (call-with-input-file name (lambda (p) (let* ((a (read p)) (b (read-char p)) (c (read-line p)) (d (read-line p))) (list a b c (eof-object? d)))))) ; expect: ((data "text" 1.5) #\newline "second line λ" #t)
(define in (open-input-file name))
(show (list (input-port? in) (textual-port? in)))          ; expect: (#t #t)
(show (read-string 5 in))                                  ; expect: "(data"
(close-input-port in)
(show (input-port-open? in))                               ; expect: #f
(define out (open-output-file name))
(write-string "anew" out)
(close-port out)
(show (call-with-input-file name read-line))               ; expect: "anew"
(with-output-to-file name (lambda () (display "from with-output") (newline)))
(show (with-input-from-file name (lambda () (read-line)))) ; expect: "from with-output"
(show (with-input-from-file name (lambda () (let* ((a (read-char)) (b (peek-char)) (c (read))) (list a b c))))) ; expect: (#\f #\r rom)
(define bytes (open-binary-output-file name))
(write-bytevector #u8(0 255 10 13) bytes)
(write-u8 65 bytes)
(close-output-port bytes)
(define back (open-binary-input-file name))
(show (binary-port? back))                                 ; expect: #t
(show (read-bytevector 100 back))                          ; expect: #u8(0 255 10 13 65)
(show (eof-object? (read-u8 back)))                        ; expect: #t
(close-port back)
(show (call-with-port (open-binary-input-file name) (lambda (p) (let* ((a (read-u8 p)) (b (peek-u8 p))) (list a b))))) ; expect: (0 255)
(delete-file name)
(show (file-exists? name))                                 ; expect: #f
(show (guard (e ((file-error? e) 'file-error)) (delete-file name))) ; expect: file-error
(show (guard (e ((file-error? e) 'file-error)) (open-input-file "no/such/file"))) ; expect: file-error
(show (guard (e ((file-error? e) 'file-error)) (open-binary-input-file "no/such/file"))) ; expect: file-error
(show (guard (e ((file-error? e) 'file-error)) (open-output-file "no/such/folder/file"))) ; expect: file-error
(show (guard (e ((file-error? e) 'file-error)) (call-with-input-file "no/such/file" read))) ; expect: file-error
(show (guard (e ((file-error? e) 'file-error)) (with-input-from-file "no/such/file" read))) ; expect: file-error
