; R7RS 6.14: emergency-exit ends at once.
(import (scheme base) (scheme write) (scheme process-context))
(dynamic-wind
  (lambda () #f)
  (lambda () (display "body") (newline) (emergency-exit 3)) ; expect: body
  (lambda () (display "after") (newline)))
(display "never")                                          ; expect exit: 3
