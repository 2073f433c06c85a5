;; Booleans (6.3) and symbols (6.5): comparing more than two.

(define-integrable boolean=?
  (case-lambda
    ((first second) (boolean=? first second))
    ((first second . more) (%all-same boolean=? (boolean=? first second) first more))))

(define-integrable symbol=?
  (case-lambda
    ((first second) (symbol=? first second))
    ((first second . more) (%all-same symbol=? (symbol=? first second) first more))))

;; Each value is compared, also after a difference was found, because one of the wrong type is an error.
(define (%all-same same? so-far first more)
  (if (null? more)
      so-far
      (%all-same same? (and (same? first (car more)) so-far) first (cdr more))))
