; R7RS 6.11: with-exception-handler, raise, raise-continuable, error and error objects.
(import (scheme base) (scheme write) (scheme file) (scheme read))
(define (show x) (write x) (newline))

(show (call/cc (lambda (k)
        (with-exception-handler
          (lambda (e) (k (list 'condition e)))
          (lambda () (+ 1 (raise 'an-error)))))))          ; expect: (condition an-error)
(show (with-exception-handler
        (lambda (con) (cond ((string? con) 'text) (else 42)))
        (lambda () (+ (raise-continuable 'should-be-a-number) 23)))) ; expect: 65
(show (with-exception-handler
        (lambda (e) 'ignored)
        (lambda () 'no-error)))                            ; expect: no-error
; A handler that returns from raise: a second error, for the handler outside.
(show (guard (e (#t (list 'outer (if (symbol? e) e 'secondary))))
        (with-exception-handler (lambda (e) 'returned) (lambda () (raise 'boom))))) ; expect: (outer secondary)
; Inside a handler the outer handler is current.
(show (with-exception-handler
        (lambda (e) (list 'outer e))
        (lambda ()
          (with-exception-handler
            (lambda (e) (list 'inner (raise-continuable (list 'again e))))
            (lambda () (raise-continuable 'x))))))         ; expect: (inner (outer (again x)))
(show (guard (e (#t (list 'guarded e)))
        (with-exception-handler (lambda (e) (raise (list 'from-handler e))) (lambda () (raise 'y))))) ; expect: (guarded (from-handler y))
; error makes an object with a message and irritants.
(define (null-list? l)
  (cond ((pair? l) #f) ((null? l) #t) (else (error "null-list?: argument out of domain" l 'extra))))
(show (guard (e ((error-object? e) (list (error-object-message e) (error-object-irritants e)))) (null-list? 5))) ; expect: ("null-list?: argument out of domain" (5 extra))
(show (guard (e (#t (error-object-irritants e))) (error "none"))) ; expect: ()
(show (map error-object? (list 1 "a" 'error)))             ; expect: (#f #f #f)
(show (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (error-object? e))) (lambda () (error "x")))))) ; expect: #t
(show (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (error-object? e))) (lambda () (vector-ref (vector) 0)))))) ; expect: #t
(show (guard (e ((error-object? e) (string? (error-object-message e)))) (car 'x))) ; expect: #t
(show (guard (e ((error-object? e) (list? (error-object-irritants e)))) (car 'x))) ; expect: #t
; Everything can be raised.
(show (map (lambda (x) (guard (e (#t (eqv? e x))) (raise x))) (list 1 'a "s" #f '() car (vector 1)))) ; expect: (#t #t #t #t #t #t #t)
(show (guard (e ((not e) 'false-was-raised)) (raise #f)))  ; expect: false-was-raised
; file-error? and read-error?.
(show (guard (e ((file-error? e) 'file-error)) (open-input-file "there-is-no-such-file"))) ; expect: file-error
(show (guard (e ((read-error? e) 'read-error)) (read (open-input-string "(1 2")))) ; expect: read-error
(show (guard (e ((read-error? e) 'read-error)) (read (open-input-string ")")))) ; expect: read-error
(show (guard (e ((read-error? e) 'read-error) (else 'other)) (error "plain"))) ; expect: other
(show (guard (e ((file-error? e) 'file-error) (else 'other)) (error "plain"))) ; expect: other
(show (list (read-error? 'a) (file-error? 5)))             ; expect: (#f #f)
; The handler runs where the error is: its parameters and winds.
(define p (make-parameter 'outside))
(show (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (p))) (lambda () (parameterize ((p 'inside)) (raise 1))))))) ; expect: inside
; A handler is called in the place of raise, with the stack of it.
(define depth 0)
(define (descend n) (if (= n 0) (raise-continuable 'bottom) (+ 1 (descend (- n 1)))))
(show (with-exception-handler (lambda (e) 1000) (lambda () (descend 1000)))) ; expect: 2000
; Handlers must be procedures.
(show (guard (e (#t 'no-procedure)) (with-exception-handler 5 (lambda () 1)))) ; expect: no-procedure
; Errors of primitives call handlers as well.
(show (call/cc (lambda (k) (with-exception-handler (lambda (e) (k 'handled)) (lambda () (+ 'a 1)))))) ; expect: handled
(show (with-exception-handler (lambda (e) 7) (lambda () (* 6 (raise-continuable 'value))))) ; expect: 42
; Many handlers inside each other.
(define (nest n) (if (= n 0) (raise-continuable 0) (with-exception-handler (lambda (e) (raise-continuable (+ e 1))) (lambda () (nest (- n 1))))))
(show (with-exception-handler (lambda (e) e) (lambda () (nest 100)))) ; expect: 100
