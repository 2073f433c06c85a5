; R7RS, appendix A: (scheme process-context) exports every name of the report, and its procedures are values.
(import (only (scheme process-context)
          command-line exit emergency-exit get-environment-variable get-environment-variables))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'command-line command-line) (b:cons 'exit exit) (b:cons 'emergency-exit emergency-exit)
    (b:cons 'get-environment-variable get-environment-variable) (b:cons 'get-environment-variables get-environment-variables)))) (b:newline)  ; expect: (#t #t #t #t #t)
