; R7RS 6.14: (exit #f) is failure.
(import (scheme base) (scheme process-context))
(exit #f)                                                  ; expect exit: 1
