; Continuations whose calls are returns are not captured; nothing may show of that.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define (find-first ok? items)
  (call/cc (lambda (return)
    (let loop ((rest items))
      (cond ((null? rest) (return #f))
            ((ok? (car rest)) (return (car rest)))
            (else (loop (cdr rest))))))))
(show (find-first even? '(1 3 4 5)))                       ; expect: 4
(show (find-first even? '(1 3 5)))                         ; expect: #f
; One call that is no return, and one that is.
(define (mixed x)
  (call/cc (lambda (k) (if (> x 5) (k 'returned) (begin (k 'left) 'never)))))
(show (list (mixed 9) (mixed 1)))                          ; expect: (returned left)
; Passed on through procedures, in tail position.
(define (up k n) (if (= n 0) (k 'bottom) (up k (- n 1))))
(define (start n) (call/cc (lambda (k) (up k n))))
(show (start 100000))                                      ; expect: bottom
; Passed on where it is not the return of the procedure.
(define (other k n) (if (= n 0) (k 'out) (cons n (other k (- n 1)))))
(show (call/cc (lambda (k) (other k 3))))                  ; expect: out
(show (cons 1 (call/cc (lambda (k) (cons 2 (k '(3)))))))   ; expect: (1 3)
; One procedure that gets a continuation in one place and something else in another.
(define (give f x) (f x))
(show (list (call/cc (lambda (k) (give k 1))) (give list 2))) ; expect: (1 (2))
; Two continuations at once: the inner one is the return of the inner expression only.
(show (call/cc (lambda (outer) (+ 1 (call/cc (lambda (inner) (if #t (inner 41) (outer 0)))))))) ; expect: 42
(show (call/cc (lambda (outer) (+ 1 (call/cc (lambda (inner) (if #f (inner 41) (outer 0)))))))) ; expect: 0
; Kept for later: then it is captured, also where calls of it are returns.
(define kept #f)
(define count 0)
(define (keep x) (call/cc (lambda (k) (set! kept k) (k x))))
(show (let ((v (keep 'first))) (set! count (+ count 1)) (if (< count 3) (kept count) (list v count)))) ; expect: (2 3)
; Several values.
(show (call-with-values (lambda () (call/cc (lambda (k) (k 1 2)))) list)) ; expect: (1 2)
(show (dynamic-wind (lambda () (display "<")) (lambda () (call/cc (lambda (k) (k 'in)))) (lambda () (display ">")))) ; expect: <>in
(define (never-called k) (k k))
(show (let loop ((i 0)) (call/cc (lambda (next) (if (< i 10) (next (loop (+ i 1))) i))))) ; expect: 10
