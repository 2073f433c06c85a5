;; What programs without an import have besides the report: the procedure of upstream's Lisp.
(define-library (ttil script)
  (export print)
  (import (ttil primitives) (ttil scheme))
  (begin
    ;; Shows a value on a line of its own.
    (define (print value)
      (display value)
      (newline))))
