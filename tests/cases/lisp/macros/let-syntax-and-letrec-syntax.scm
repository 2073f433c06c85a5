; R7RS 4.3.1, 5.4: local macros.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (let-syntax ((given-that (syntax-rules ()
                     ((_ test stmt1 stmt2 ...) (if test (begin stmt1 stmt2 ...))))))
        (let ((if #t)) (given-that if (set! if 'now)) if))) ; expect: now
(show (letrec-syntax
          ((my-or (syntax-rules ()
             ((my-or) #f)
             ((my-or e) e)
             ((my-or e1 e2 ...) (let ((temp e1)) (if temp temp (my-or e2 ...)))))))
        (let ((x #f) (y 7) (temp 8) (let odd?) (if even?))
          (my-or x (let temp) (if y) y))))                 ; expect: 7
(show (let-syntax () 5))                                   ; expect: 5
(show (letrec-syntax () 6))                                ; expect: 6
(show (letrec-syntax
          ((ev? (syntax-rules () ((_) #t) ((_ a . r) (od? . r))))
           (od? (syntax-rules () ((_) #f) ((_ a . r) (ev? . r)))))
        (list (ev? a b) (od? a b))))                       ; expect: (#t #f)
(show (let ()
        (define-syntax twice (syntax-rules () ((_ e) (begin e e))))
        (define n 0)
        (twice (set! n (+ n 1)))
        n))                                                ; expect: 2
(show (let ((x 1))
        (let-syntax ((foo (syntax-rules () ((_ y) (let loop ((n y)) (if (> n 3) n (loop (+ n x))))))))
          (foo x))))                                       ; expect: 4
; A macro used in a body before the definitions that it makes.
(show (let ()
        (define-syntax defs (syntax-rules () ((_ (n v) ...) (begin (define n v) ...))))
        (defs (a 1) (b (lambda () (+ a c))) (c 10))
        (b)))                                              ; expect: 11
; A local macro that is defined after its use in a procedure of the same body.
(define (f) (define-syntax k (syntax-rules () ((_) 'local))) (define (g) (k)) (g))
(show (f))                                                 ; expect: local
