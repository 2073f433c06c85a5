; R7RS, appendix A: (scheme lazy) exports every name of the report, and its procedures are values.
(import (only (scheme lazy)
          force make-promise promise? delay delay-force))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'force force) (b:cons 'make-promise make-promise) (b:cons 'promise? promise?)))) (b:newline)  ; expect: (#t #t #t)
