; R7RS, appendix A: (scheme eval) exports every name of the report, and its procedures are values.
(import (only (scheme eval)
          environment eval))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'environment environment) (b:cons 'eval eval)))) (b:newline)  ; expect: (#t #t)
