; R7RS, appendix A: (scheme time) exports every name of the report, and its procedures are values.
(import (only (scheme time)
          current-second current-jiffy jiffies-per-second))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'current-second current-second) (b:cons 'current-jiffy current-jiffy) (b:cons 'jiffies-per-second jiffies-per-second)))) (b:newline)  ; expect: (#t #t #t)
