; closures: parsers and streams made of closures that are made, passed on and called.
; unit: a round of 100 calls
; size 100000: 100000 units, prints 977973
; size 10: 10 units, prints 271371
(import (scheme base) (scheme write))
(define size 100000) ; size
(define (compose f g) (lambda (x) (f (g x))))
(define (adder n) (lambda (x) (+ x n)))
(define (scaler n) (lambda (x) (remainder (* x n) 1000003)))
(define (chain n)
  (let loop ((i 1) (f (lambda (x) x)))
    (if (> i n) f (loop (+ i 1) (compose (if (even? i) (adder i) (scaler i)) f)))))
(define (counter)
  (let ((n 0)) (lambda (by) (set! n (remainder (+ n by) 1000003)) n)))
(define (fold f acc l) (if (null? l) acc (fold f (f acc (car l)) (cdr l))))
(define (numbers n) (let loop ((i n) (l '())) (if (= i 0) l (loop (- i 1) (cons i l)))))
(define items (numbers 100))
(define (round-of count)
  (let ((f (chain 20)))
    (fold (lambda (acc x) (count (f (+ acc x)))) 0 items)))
(define (repeat n count result)
  (if (= n 0) result (repeat (- n 1) count (round-of count))))
(display (repeat size (counter) 0))
(newline)
