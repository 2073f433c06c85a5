; R7RS 6.12, (scheme repl), (scheme r5rs): environments that can be changed, and those of older reports.
(import (scheme base) (scheme write) (scheme eval) (scheme repl)
        (only (scheme r5rs) scheme-report-environment null-environment))
(define (show x) (write x) (newline))

(eval '(define defined-by-eval 42) (interaction-environment))
(show (eval 'defined-by-eval (interaction-environment)))   ; expect: 42
(eval '(define (twice x) (* 2 x)) (interaction-environment))
(show (eval '(twice defined-by-eval) (interaction-environment))) ; expect: 84
(eval '(set! defined-by-eval 1) (interaction-environment))
(show (eval '(twice defined-by-eval) (interaction-environment))) ; expect: 2
(show (eval '(+ 1 2) (scheme-report-environment 5)))       ; expect: 3
(show (eval '((lambda (x) (if x 'yes 'no)) #f) (null-environment 5))) ; expect: no
