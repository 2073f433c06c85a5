; R7RS, appendix A: (scheme complex) exports every name of the report, and its procedures are values.
(import (only (scheme complex)
          make-rectangular make-polar real-part imag-part magnitude angle))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'make-rectangular make-rectangular) (b:cons 'make-polar make-polar) (b:cons 'real-part real-part)
    (b:cons 'imag-part imag-part) (b:cons 'magnitude magnitude) (b:cons 'angle angle)))) (b:newline)  ; expect: (#t #t #t #t #t #t)
