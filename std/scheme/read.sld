(define-library (scheme read)
  (export
    read)
  (import (ttil scheme)))
