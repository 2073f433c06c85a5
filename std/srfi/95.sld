(define-library (srfi 95)
  (export sort sort! sorted? merge merge!)
  (import (ttil primitives) (ttil scheme) (srfi 132))
  (include "95.scm"))
