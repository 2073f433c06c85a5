; R7RS, appendix A: (scheme write) exports every name of the report, and its procedures are values.
(import (only (scheme write)
          write write-shared write-simple display))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'write write) (b:cons 'write-shared write-shared) (b:cons 'write-simple write-simple) (b:cons 'display display)))) (b:newline)  ; expect: (#t #t #t #t)
