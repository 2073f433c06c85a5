; Compiling while the program runs.
(define-library (ttil eval)
  (export environment eval load interaction-environment scheme-report-environment null-environment)
  (import (ttil primitives) (scheme base) (scheme file) (scheme read))
  (include "eval.scm"))
