; Loaded by the case beside this folder.
(display "loading")
(newline)
(define (loaded-procedure x) (+ x 1))
