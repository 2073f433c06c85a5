; A new kind of expression by syntax-rules: `match` takes data apart by patterns. Macros are expanded before the program runs.
;
; Patterns: _ anything; (? name) anything, which gets the name; (a . b) a pair; anything else itself.
(import (scheme base) (scheme write))

(define-syntax match
  (syntax-rules (else)
    ((_ value) (error "nothing matches" value))
    ((_ value (else body ...)) (let () body ...))
    ((_ value (pattern body ...) clause ...)
     (let* ((v value) (fail (lambda () (match v clause ...))))
       (match-one v pattern (let () body ...) (fail))))))

; (match-one variable pattern then else)
(define-syntax match-one
  (syntax-rules (_ ? quote)
    ((match-one v _ then otherwise) then)
    ((match-one v (? name) then otherwise) (let ((name v)) then))
    ((match-one v (quote datum) then otherwise) (if (equal? v 'datum) then otherwise))
    ((match-one v () then otherwise) (if (null? v) then otherwise))
    ((match-one v (first . rest) then otherwise)
     (if (pair? v)
         (let ((head (car v)) (tail (cdr v)))
           (match-one head first (match-one tail rest then otherwise) otherwise))
         otherwise))
    ((match-one v datum then otherwise) (if (equal? v datum) then otherwise))))

(define (simplify formula)
  (match formula
    (('+ 0 (? b)) (simplify b))
    (('+ (? a) 0) (simplify a))
    (('* 0 _) 0)
    (('* _ 0) 0)
    (('* 1 (? b)) (simplify b))
    (('* (? a) 1) (simplify a))
    (((? op) (? a) (? b))
     (let ((simpler (list op (simplify a) (simplify b))))
       (if (equal? simpler formula) formula (simplify simpler))))
    (else formula)))

(write (simplify '(+ (* 1 x) (* 0 y))))    ; expect: x
(newline)
(write (simplify '(* (+ 0 a) (+ b (* 1 0))))) ; expect: (* a b)
(newline)

(define (describe shape)
  (match shape
    (('circle (? r)) (list 'round r))
    (('rectangle (? a) (? b)) (if (= a b) 'square 'oblong))
    (('polygon . (? corners)) (list (length corners) 'corners))))
(write (map describe '((circle 2) (rectangle 3 3) (rectangle 3 4) (polygon a b c)))) ; expect: ((round 2) square oblong (3 corners))
(newline)
(write (guard (e (#t (error-object-message e))) (describe 'point))) ; expect: "nothing matches"
(newline)
; Hygiene: names of the macro are no names of the program.
(write (let ((v 1) (fail 2) (head 3) (if list)) (match (list v fail head) (((? a) (? b) (? c)) (+ a b c))))) ; expect: 6
(newline)
