; Derivatives of formulas. Formulas are lists, so what reads like algebra is a program that takes lists apart.
(import (scheme base) (scheme write) (scheme cxr))

(define (sum a b)
  (cond ((and (number? a) (number? b)) (+ a b))
        ((eqv? a 0) b)
        ((eqv? b 0) a)
        (else (list '+ a b))))
(define (product a b)
  (cond ((and (number? a) (number? b)) (* a b))
        ((or (eqv? a 0) (eqv? b 0)) 0)
        ((eqv? a 1) b)
        ((eqv? b 1) a)
        (else (list '* a b))))
(define (power base exponent)
  (cond ((eqv? exponent 0) 1)
        ((eqv? exponent 1) base)
        (else (list '^ base exponent))))

(define (derive formula by)
  (cond ((number? formula) 0)
        ((symbol? formula) (if (eq? formula by) 1 0))
        (else
         (let ((a (cadr formula)) (b (if (pair? (cddr formula)) (caddr formula) #f)))
           (case (car formula)
             ((+) (sum (derive a by) (derive b by)))
             ((*) (sum (product a (derive b by)) (product (derive a by) b)))
             ((^) (product (product b (power a (- b 1))) (derive a by)))
             ((sin) (product (list 'cos a) (derive a by)))
             ((cos) (product -1 (product (list 'sin a) (derive a by))))
             (else (error "no rule for" (car formula))))))))

(define (show formula)
  (write formula)
  (newline))

(show (derive '(+ x 3) 'x))                ; expect: 1
(show (derive '(* x y) 'x))                ; expect: y
(show (derive '(^ x 3) 'x))                ; expect: (* 3 (^ x 2))
(show (derive '(* (* x y) (+ x 3)) 'x))    ; expect: (+ (* x y) (* y (+ x 3)))
(show (derive '(sin (* 2 x)) 'x))          ; expect: (* (cos (* 2 x)) 2)
(show (derive (derive '(^ (+ x 1) 4) 'x) 'x)) ; expect: (* 4 (* 3 (^ (+ x 1) 2)))
(show (derive '(* 1/2 (^ t 2)) 't))        ; expect: (* 1/2 (* 2 t))
(show (guard (e (#t (error-object-irritants e))) (derive '(tan x) 'x))) ; expect: (tan)
