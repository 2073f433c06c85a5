; R7RS, appendix A: (scheme char) exports every name of the report, and its procedures are values.
(import (only (scheme char)
          char-ci=? char-ci<? char-ci>? char-ci<=? char-ci>=? char-alphabetic? char-numeric? char-whitespace? char-upper-case?
          char-lower-case? digit-value char-upcase char-downcase char-foldcase string-ci=? string-ci<? string-ci>? string-ci<=?
          string-ci>=? string-upcase string-downcase string-foldcase))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'char-ci=? char-ci=?) (b:cons 'char-ci<? char-ci<?) (b:cons 'char-ci>? char-ci>?) (b:cons 'char-ci<=? char-ci<=?)
    (b:cons 'char-ci>=? char-ci>=?) (b:cons 'char-alphabetic? char-alphabetic?) (b:cons 'char-numeric? char-numeric?)
    (b:cons 'char-whitespace? char-whitespace?) (b:cons 'char-upper-case? char-upper-case?)
    (b:cons 'char-lower-case? char-lower-case?) (b:cons 'digit-value digit-value) (b:cons 'char-upcase char-upcase)
    (b:cons 'char-downcase char-downcase) (b:cons 'char-foldcase char-foldcase) (b:cons 'string-ci=? string-ci=?)
    (b:cons 'string-ci<? string-ci<?) (b:cons 'string-ci>? string-ci>?) (b:cons 'string-ci<=? string-ci<=?)
    (b:cons 'string-ci>=? string-ci>=?) (b:cons 'string-upcase string-upcase) (b:cons 'string-downcase string-downcase)
    (b:cons 'string-foldcase string-foldcase)))) (b:newline)  ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t)
