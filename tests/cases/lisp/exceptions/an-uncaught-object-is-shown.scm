; R7RS 6.11: any object can be raised; uncaught it ends the program.
(import (scheme base) (scheme write))
(dynamic-wind
  (lambda () (display "in") (newline))                     ; expect: in
  (lambda () (raise (list 'not "an error" 1/2)))           ; expect error: Uncaught: (not "an error" 1/2)
  (lambda () #f))
