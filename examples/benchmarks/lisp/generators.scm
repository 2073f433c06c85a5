; generators: continuations that are left and entered again, by generators that walk trees.
; unit: a leaf
; size 1500: 3072000 units, prints 2503824896
; size 1: 2048 units, prints 2503824896
(import (scheme base) (scheme write))
(define size 1500) ; size
(define (make-tree depth leaf)
  (if (= depth 0) leaf (cons (make-tree (- depth 1) (* 2 leaf)) (make-tree (- depth 1) (+ 1 (* 2 leaf))))))
(define (leaves tree)
  (define return #f)
  (define (continue)
    (let walk ((tree tree))
      (if (pair? tree)
          (begin (walk (car tree)) (walk (cdr tree)))
          (call-with-current-continuation
            (lambda (rest)
              (set! continue (lambda () (rest #f)))
              (return tree)))))
    (set! continue (lambda () (return #f)))
    (continue))
  (lambda ()
    (call-with-current-continuation
      (lambda (k)
        (set! return k)
        (continue)))))
(define (sum-of-pairs one other)
  (let loop ((sum 0))
    (let* ((a (one)) (b (other)))
      (if (and a b) (loop (+ sum (* a b))) sum))))
(define tree (make-tree 10 1))
(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (sum-of-pairs (leaves tree) (leaves tree)))))
(display (repeat size 0))
(newline)
