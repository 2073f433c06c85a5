(define-library (scheme load)
  (export
    load)
  (import (ttil eval)))
