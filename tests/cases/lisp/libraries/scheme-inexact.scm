; R7RS, appendix A: (scheme inexact) exports every name of the report, and its procedures are values.
(import (only (scheme inexact)
          finite? infinite? nan? exp log sin cos tan asin acos atan sqrt))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'finite? finite?) (b:cons 'infinite? infinite?) (b:cons 'nan? nan?) (b:cons 'exp exp) (b:cons 'log log)
    (b:cons 'sin sin) (b:cons 'cos cos) (b:cons 'tan tan) (b:cons 'asin asin) (b:cons 'acos acos) (b:cons 'atan atan)
    (b:cons 'sqrt sqrt)))) (b:newline)  ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t)
