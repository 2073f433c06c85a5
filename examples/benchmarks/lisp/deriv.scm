; deriv: symbolic differentiation; symbols, lists and map with closures.
; unit: a derivation
; size 1200000: 1200000 units, prints 104400000
; size 100: 100 units, prints 8700
(import (scheme base) (scheme write))
(define size 1200000) ; size
(define (deriv a)
  (cond ((not (pair? a)) (if (eq? a 'x) 1 0))
        ((eq? (car a) '+) (cons '+ (map deriv (cdr a))))
        ((eq? (car a) '-) (cons '- (map deriv (cdr a))))
        ((eq? (car a) '*)
         (list '* a (cons '+ (map (lambda (a) (list '/ (deriv a) a)) (cdr a)))))
        ((eq? (car a) '/)
         (list '-
               (list '/ (deriv (cadr a)) (car (cddr a)))
               (list '/ (cadr a) (list '* (car (cddr a)) (car (cddr a)) (deriv (car (cddr a)))))))
        (else (error "no derivation" (car a)))))
(define (leaves x) (if (pair? x) (+ (leaves (car x)) (leaves (cdr x))) 1))
(define expression '(+ (* 3 x x) (* a x x) (* b x) (/ x (+ x 5)) 5))
(define (run n total)
  (if (= n 0) total (run (- n 1) (+ total (leaves (deriv expression))))))
(display (run size 0))
(newline)
