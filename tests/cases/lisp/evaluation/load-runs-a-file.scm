; R7RS 6.14: load evaluates the forms of a file.
(import (scheme base) (scheme write) (scheme load) (scheme file) (scheme eval) (scheme repl))
(define name "loaded-by-a-case.scm")
(call-with-output-file name
  (lambda (out)
    (write '(begin (display "loading") (newline)) out)
    (write '(define (loaded-procedure x) (+ x 1)) out)
    (write-string "; a comment at the end" out)))
(load name)                                                ; expect: loading
(write (eval '(loaded-procedure 20) (interaction-environment))) (newline) ; expect: 21
(delete-file name)
(write (guard (e ((file-error? e) 'no-file)) (load name))) (newline) ; expect: no-file
