; R7RS 4.2.7: guard.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (guard (condition ((assq 'a condition) => cdr) ((assq 'b condition))) (raise (list (cons 'a 42))))) ; expect: 42
(show (guard (condition ((assq 'a condition) => cdr) ((assq 'b condition))) (raise (list (cons 'b 23))))) ; expect: (b . 23)
(show (guard (e (#f 'never)) 'no-error))                   ; expect: no-error
(show (guard (e ((symbol? e) (list 'symbol e)) ((string? e) (list 'string e))) (raise 'boom))) ; expect: (symbol boom)
(show (guard (e ((symbol? e) (list 'symbol e)) ((string? e) (list 'string e))) (raise "boom"))) ; expect: (string "boom")
(show (guard (e (else (list 'other e))) (raise 5)))        ; expect: (other 5)
; No clause: the outer guard gets it.
(show (guard (e ((number? e) (* e 2))) (guard (e ((string? e) 'inner)) (raise 21)))) ; expect: 42
(show (guard (e (#t (list 'reraised e))) (guard (e ((begin #f) 1)) (raise 'x)))) ; expect: (reraised x)
; An error in a handler goes to the outer guard.
(show (guard (e (#t (list 'outer e))) (guard (e (#t (raise (list 'from-handler e)))) (raise 1)))) ; expect: (outer (from-handler 1))
; With dynamic-wind: the body is left before the clauses, and entered again when none fits and it is raised again.
(define log '())
(define (note x) (set! log (cons x log)))
(guard (e (#t (note 'caught)))
  (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'x)) (lambda () (note 'out))))
(show (reverse log))                                       ; expect: (in out caught)
(set! log '())
(show (with-exception-handler
        (lambda (e) (note (list 'handler e)) 10)
        (lambda ()
          (+ 1 (guard (e ((begin (note 'test) #f) 'never))
                 (dynamic-wind (lambda () (note 'in)) (lambda () (+ 100 (raise-continuable 'c))) (lambda () (note 'out)))))))) ; expect: 111
(show (reverse log))                                       ; expect: (in out test in (handler c) out)
; Errors of primitives arrive as error objects.
(show (guard (e ((error-object? e) 'an-error-object)) (car 5))) ; expect: an-error-object
(show (guard (e ((error-object? e) 'an-error-object)) (vector-ref (vector 1 2) 2))) ; expect: an-error-object
(show (guard (e ((error-object? e) 'an-error-object)) (quotient 1 0))) ; expect: an-error-object
; Guard in a loop takes no space for finished turns.
(show (let loop ((i 0) (n 0))
        (if (= i 10000) n (loop (+ i 1) (guard (e (#t (+ n e))) (raise 1)))))) ; expect: 10000
; The last expression of a clause and of the body may give several values.
(show (call-with-values (lambda () (guard (e (#t (values 1 2))) (raise 'x))) list)) ; expect: (1 2)
(show (call-with-values (lambda () (guard (e (#t 0)) (values 3 4 5))) list)) ; expect: (3 4 5)
