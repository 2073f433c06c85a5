; SRFI 6, 8, 9, 11, 16, 23, 39: what the report took over, and RECEIVE.
(import (only (scheme base) quote define let list + * guard error-object-message cond-expand newline) (only (scheme write) write)
        (srfi 6) (srfi 8) (srfi 9) (srfi 11) (srfi 16) (srfi 23) (srfi 39))
(define (show x) (write x) (newline))

(show (let ((port (open-output-string))) (write '(a "b") port) (get-output-string port))) ; expect: "(a \"b\")"
(show (receive (first . others) ((case-lambda ((x) x) ((x y) (list x y))) 1 2) (list first others))) ; expect: ((1 2) ())
(define-record-type point (make-point x y) point? (x point-x) (y point-y set-point-y!))
(show (let ((p (make-point 1 2))) (set-point-y! p 5) (list (point? p) (point-x p) (point-y p)))) ; expect: (#t 1 5)
(show (let*-values (((a) 1) ((b) (+ a 1))) (list a b)))    ; expect: (1 2)
(show (guard (e (#t (error-object-message e))) (error "no good" 1))) ; expect: "no good"
(define factor (make-parameter 2))
(show (list (* 3 (factor)) (parameterize ((factor 10)) (* 3 (factor))))) ; expect: (6 30)
(show (cond-expand ((and (library (srfi 1)) (not (library (srfi 9999)))) 'known) (else 'unknown))) ; expect: known
