; A million parentheses, made, read, written, compared and copied: no stack is used up by data.
(import (scheme base) (scheme write) (scheme read))
(define (show x) (write x) (newline))
(define (nested n) (do ((i 0 (+ i 1)) (l '() (list l))) ((= i n) l)))
(define deep (nested 1000000))
(define text (let ((o (open-output-string))) (write deep o) (get-output-string o)))
(show (string-length text))                                ; expect: 2000002
(define again (read (open-input-string text)))
(show (equal? deep again))                                 ; expect: #t
(show (equal? deep (nested 999999)))                       ; expect: #f
(define (depth l) (let loop ((l l) (n 0)) (if (null? l) n (loop (car l) (+ n 1)))))
(show (depth again))                                       ; expect: 1000000
(define vectors (do ((i 0 (+ i 1)) (v #() (vector v))) ((= i 1000000) v)))
(show (equal? vectors (do ((i 0 (+ i 1)) (v #() (vector v))) ((= i 1000000) v)))) ; expect: #t
(show (let ((o (open-output-string))) (write-shared vectors o) (string-length (get-output-string o)))) ; expect: 3000003
(show (guard (e ((read-error? e) 'read-error)) (read (open-input-string (make-string 1000000 #\())))) ; expect: read-error
(show (guard (e ((read-error? e) 'read-error)) (read (open-input-string (make-string 1000000 #\'))))) ; expect: read-error
(define quotes (string-append (make-string 1000000 #\') "x"))
(show (let loop ((l (read (open-input-string quotes))) (n 0)) (if (pair? l) (loop (cadr l) (+ n 1)) (list n l)))) ; expect: (1000000 x)
