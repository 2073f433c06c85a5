(define-library (scheme eval)
  (export
    environment eval)
  (import (ttil eval)))
