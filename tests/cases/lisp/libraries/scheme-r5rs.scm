; R7RS, appendix A: (scheme r5rs) is enough for programs of that report.
(import (scheme r5rs))
(define-syntax my-or (syntax-rules () ((_) #f) ((_ e . r) (let ((t e)) (if t t (my-or . r))))))
(define (show x) (write x) (newline))
(show (exact->inexact 1/4))                                ; expect: 0.25
(show (inexact->exact 0.25))                               ; expect: 1/4
(show (my-or #f (assv 2 '((1 . a) (2 . b)))))              ; expect: (2 . b)
(show (let loop ((i 0) (acc '())) (if (= i 3) (reverse acc) (loop (+ i 1) (cons i acc))))) ; expect: (0 1 2)
(show (call-with-current-continuation (lambda (k) (dynamic-wind (lambda () #f) (lambda () (k 'out)) (lambda () #f))))) ; expect: out
(show (force (delay (string-append "a" "b"))))             ; expect: "ab"
(show (list (quotient 7 2) (modulo -7 2) (exact? 1/2) (string->number "1e2") (char-upcase #\a))) ; expect: (3 1 #t 100.0 #\A)
(show (map (lambda (x y) (* x y)) '(1 2) '(3 4)))          ; expect: (3 8)
(show (vector-ref (list->vector '(a b)) 1))                ; expect: b
(show (cadddr '(1 2 3 4)))                                 ; expect: 4
(show (call-with-values (lambda () (values 1 2)) cons))    ; expect: (1 . 2)
(show (eval '(+ 1 2) (scheme-report-environment 5)))       ; expect: 3
(show (do ((i 0 (+ i 1)) (s "" (string-append s "x"))) ((= i 3) s))) ; expect: "xxx"
