(define-library (scheme repl)
  (export
    interaction-environment)
  (import (ttil eval)))
