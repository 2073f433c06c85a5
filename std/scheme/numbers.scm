;; Numbers (6.2): procedures that take any number of arguments. What takes one or two is in the runtime; + - * / and comparing numbers is compiled.

(define-integrable max
  (case-lambda
    ((a b) (max a b))
    ((a) (max a))
    ((a b . more) (%combine max (max a b) more))))

(define-integrable min
  (case-lambda
    ((a b) (min a b))
    ((a) (min a))
    ((a b . more) (%combine min (min a b) more))))

(define-integrable gcd
  (case-lambda
    ((a b) (gcd a b))
    (() 0)
    ((a) (gcd a))
    ((a b . more) (%combine gcd (gcd a b) more))))

(define-integrable lcm
  (case-lambda
    ((a b) (lcm a b))
    (() 1)
    ((a) (lcm a))
    ((a b . more) (%combine lcm (lcm a b) more))))

(define (%combine operation so-far more)
  (if (null? more)
      so-far
      (%combine operation (operation so-far (car more)) (cdr more))))

;; Each value is compared, also after two were found in the wrong order, because one of the wrong type is an error.
(define (%in-order ordered? so-far last more)
  (if (null? more)
      so-far
      (%in-order ordered? (and (ordered? last (car more)) so-far) (car more) (cdr more))))
