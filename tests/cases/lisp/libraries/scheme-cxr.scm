; R7RS, appendix A: (scheme cxr) exports every name of the report, and its procedures are values.
(import (only (scheme cxr)
          caaar caadr cadar caddr cdaar cdadr cddar cdddr caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr
          cdadar cdaddr cddaar cddadr cdddar cddddr))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'caaar caaar) (b:cons 'caadr caadr) (b:cons 'cadar cadar) (b:cons 'caddr caddr) (b:cons 'cdaar cdaar)
    (b:cons 'cdadr cdadr) (b:cons 'cddar cddar) (b:cons 'cdddr cdddr) (b:cons 'caaaar caaaar) (b:cons 'caaadr caaadr)
    (b:cons 'caadar caadar) (b:cons 'caaddr caaddr) (b:cons 'cadaar cadaar) (b:cons 'cadadr cadadr) (b:cons 'caddar caddar)
    (b:cons 'cadddr cadddr) (b:cons 'cdaaar cdaaar) (b:cons 'cdaadr cdaadr) (b:cons 'cdadar cdadar) (b:cons 'cdaddr cdaddr)
    (b:cons 'cddaar cddaar) (b:cons 'cddadr cddadr) (b:cons 'cdddar cdddar) (b:cons 'cddddr cddddr)))) (b:newline)  ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t)
