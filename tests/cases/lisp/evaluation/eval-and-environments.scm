; R7RS 6.12: environment and eval.
(import (scheme base) (scheme write) (scheme eval))
(define (show x) (write x) (newline))

(show (eval '(* 7 3) (environment '(scheme base))))        ; expect: 21
(show (let ((f (eval '(lambda (f x) (f x x)) (environment '(scheme base))))) (f + 10))) ; expect: 20
(show (eval '(let ((x 1)) (+ x 2)) (environment '(scheme base)))) ; expect: 3
(show (eval '(square-it 5) (environment '(rename (scheme base) (square square-it))))) ; expect: 25
(show (eval '(my:car '(1 2)) (environment '(only (scheme base) quote) '(prefix (only (scheme base) car) my:)))) ; expect: 1
(show (eval ''symbol (environment '(scheme base))))        ; expect: symbol
(show (eval 5 (environment '(scheme base))))               ; expect: 5
(show (guard (e (#t 'unknown)) (eval '(no-such-procedure 1) (environment '(scheme base))))) ; expect: unknown
(show (guard (e (#t 'malformed)) (eval '(if) (environment '(scheme base))))) ; expect: malformed
(show (guard (e ((string? e) e)) (eval '(raise "inside") (environment '(scheme base))))) ; expect: "inside"
(show ((eval '(let loop ((i 0)) (if (< i 1000) (loop (+ i 1)) (lambda () i))) (environment '(scheme base))))) ; expect: 1000
(show (eval '(letrec-syntax ((m (syntax-rules () ((_ a b) (cons b a))))) (m 1 2)) (environment '(scheme base)))) ; expect: (2 . 1)
(show (eval (list 'apply '+ (list 'quote '(1 2 3))) (environment '(scheme base)))) ; expect: 6
