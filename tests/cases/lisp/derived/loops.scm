; R7RS 4.2.3, 4.2.4: begin, do, named let.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define x 0)
(show (begin (set! x 5) (+ x 1)))                          ; expect: 6
(begin (define in-begin 'defined))
(show in-begin)                                            ; expect: defined
(begin)
(show (do ((vec (make-vector 5)) (i 0 (+ i 1))) ((= i 5) vec)
        (vector-set! vec i i)))                            ; expect: #(0 1 2 3 4)
(show (let ((x '(1 3 5 7 9)))
        (do ((x x (cdr x)) (sum 0 (+ sum (car x)))) ((null? x) sum)))) ; expect: 25
(show (do ((i 0 (+ i 1)) (fixed 'kept)) ((= i 3) 'a 'b (list i fixed)))) ; expect: (3 kept)
; Each turn of DO has variables of its own.
(define closures (do ((i 0 (+ i 1)) (all '() (cons (lambda () i) all))) ((= i 3) all)))
(show (map (lambda (f) (f)) closures))                     ; expect: (2 1 0)
(show (let loop ((numbers '(3 -2 1 6 -5)) (nonneg '()) (neg '()))
        (cond ((null? numbers) (list nonneg neg))
              ((>= (car numbers) 0) (loop (cdr numbers) (cons (car numbers) nonneg) neg))
              (else (loop (cdr numbers) nonneg (cons (car numbers) neg)))))) ; expect: ((6 1 3) (-5 -2))
(show (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) i)))   ; expect: 10
(show (let loop () 'no-variables))                         ; expect: no-variables
; A loop that is also a value, and one that is not in tail position.
(show (let f ((n 5)) (if (zero? n) 1 (* n (f (- n 1))))))  ; expect: 120
(show (map (let self ((k 3)) (lambda (v) (if (zero? k) v ((self (- k 1)) (* 2 v))))) '(1 2))) ; expect: (8 16)
; A loop whose variable is assigned, and one captured by closures.
(show (let loop ((i 0) (acc '()))
        (if (< i 6)
            (begin (set! i (+ i 1)) (loop (+ i 1) (cons i acc)))
            acc)))                                         ; expect: (5 3 1)
(define adders (let loop ((i 3) (acc '())) (if (zero? i) acc (loop (- i 1) (cons (lambda (n) (+ n i)) acc)))))
(show (map (lambda (f) (f 10)) adders))                    ; expect: (11 12 13)
; Loops inside loops.
(show (let outer ((i 1) (acc '()))
        (if (> i 3)
            (reverse acc)
            (outer (+ i 1)
                   (let inner ((j i) (acc acc)) (if (zero? j) acc (inner (- j 1) (cons (* i j) acc)))))))) ; expect: (1 4 2 9 6 3)
