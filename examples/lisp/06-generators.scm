; Generators by continuations: a procedure that gives one value after another and goes on where it was.
(import (scheme base) (scheme write))

; (make-generator body): body gets a procedure `yield`; each call of the generator runs the body up to its next yield.
(define (make-generator body)
  (define return #f)
  (define (yield value)
    (call/cc (lambda (rest)
      (set! continue (lambda () (rest #f)))
      (return value))))
  (define (continue)
    (body yield)
    (set! continue (lambda () (return (eof-object))))
    (continue))
  (lambda ()
    (call/cc (lambda (k)
      (set! return k)
      (continue)))))

(define (take generator count)
  (let loop ((count count) (taken '()))
    (let ((value (if (= count 0) (eof-object) (generator))))
      (if (eof-object? value)
          (reverse taken)
          (loop (- count 1) (cons value taken))))))

; Fibonacci's numbers, without an end.
(define fibonacci
  (make-generator
    (lambda (yield)
      (let loop ((a 0) (b 1))
        (yield a)
        (loop b (+ a b))))))
(write (take fibonacci 12)) (newline)      ; expect: (0 1 1 2 3 5 8 13 21 34 55 89)
(write (take fibonacci 3)) (newline)       ; expect: (144 233 377)

; The leaves of a tree, in a recursion that knows nothing of who asks.
(define (leaves tree)
  (make-generator
    (lambda (yield)
      (let walk ((tree tree))
        (cond ((null? tree) #f)
              ((pair? tree) (walk (car tree)) (walk (cdr tree)))
              (else (yield tree)))))))
(write (take (leaves '((a b) (c (d)) e)) 10)) ; expect: (a b c d e)
(newline)

; Two generators in step: do two trees have the same leaves?
(define (same-leaves? one other)
  (let ((one (leaves one)) (other (leaves other)))
    (let loop ()
      (let* ((a (one)) (b (other)))
        (cond ((not (eqv? a b)) #f)
              ((eof-object? a) #t)
              (else (loop)))))))
(write (same-leaves? '((1 2) (3)) '(1 (2 (3))))) (newline) ; expect: #t
(write (same-leaves? '((1 2) (3)) '(1 (3 (2))))) (newline) ; expect: #f

; A generator from another.
(define (keep wanted? generator)
  (make-generator
    (lambda (yield)
      (let loop ((value (generator)))
        (unless (eof-object? value)
          (if (wanted? value) (yield value))
          (loop (generator)))))))
(write (take (keep even? (leaves '(1 (2 3) ((4) 5 6)))) 10)) ; expect: (2 4 6)
(newline)
