; R7RS, appendix A: (scheme repl) exports every name of the report, and its procedures are values.
(import (only (scheme repl)
          interaction-environment))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'interaction-environment interaction-environment)))) (b:newline)  ; expect: (#t)
