; R7RS, appendix A: (scheme load) exports every name of the report, and its procedures are values.
(import (only (scheme load)
          load))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'load load)))) (b:newline)  ; expect: (#t)
