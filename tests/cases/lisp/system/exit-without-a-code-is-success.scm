; R7RS 6.14: (exit) and (exit #t) are success, (exit #f) is not.
(import (scheme base) (scheme write) (scheme process-context))
(display "leaving") (newline)                              ; expect: leaving
(exit)
(display "never")
