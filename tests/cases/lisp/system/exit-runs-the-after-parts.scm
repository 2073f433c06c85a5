; R7RS 6.14: exit leaves all dynamic-winds and ends with the code given.
(import (scheme base) (scheme write) (scheme process-context))
(dynamic-wind
  (lambda () #f)
  (lambda () (display "body") (newline) (exit 7))          ; expect: body
  (lambda () (display "after") (newline)))                 ; expect: after
(display "never")                                          ; expect exit: 7
