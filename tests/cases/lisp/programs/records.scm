; R7RS 5.5: define-record-type.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define-record-type <pare> (kons x y) pare? (x kar set-kar!) (y kdr))
(show (pare? (kons 1 2)))                                  ; expect: #t
(show (pare? (cons 1 2)))                                  ; expect: #f
(show (kar (kons 1 2)))                                    ; expect: 1
(show (kdr (kons 1 2)))                                    ; expect: 2
(show (let ((k (kons 1 2))) (set-kar! k 3) (kar k)))       ; expect: 3
; The constructor takes the fields in its own order and may leave some out.
(define-record-type point (make-point y x) point? (x point-x) (y point-y) (z point-z set-point-z!))
(define p (make-point 1 2))
(show (list (point-x p) (point-y p)))                      ; expect: (2 1)
(set-point-z! p 'deep)
(show (point-z p))                                         ; expect: deep
; No fields.
(define-record-type unit (make-unit) unit?)
(show (unit? (make-unit)))                                 ; expect: #t
(show (unit? p))                                           ; expect: #f
; A record is of one type only and of no other kind.
(show (list (pare? p) (point? (kons 1 2)) (vector? p) (pair? p) (procedure? p))) ; expect: (#f #f #f #f #f)
(show (eqv? p p))                                          ; expect: #t
(show (equal? (kons 1 2) (kons 1 2)))                      ; expect: #f
(show (guard (e ((error-object? e) 'wrong-type)) (kar p))) ; expect: wrong-type
(show (guard (e ((error-object? e) 'wrong-type)) (set-kar! 5 1))) ; expect: wrong-type
; Each evaluation of a definition makes a type of its own.
(define (fresh)
  (define-record-type local (make v) local? (v value))
  (list make local? value))
(define one (fresh))
(define two (fresh))
(show ((cadr one) ((car one) 1)))                          ; expect: #t
(show ((cadr one) ((car two) 1)))                          ; expect: #f
; Fields and procedures are ordinary names.
(show (map kar (list (kons 1 2) (kons 3 4))))              ; expect: (1 3)
