; Streams: lists whose rest is computed when somebody asks for it, and only once.
(import (scheme base) (scheme lazy) (scheme write))

(define-syntax stream-cons
  (syntax-rules () ((_ first rest) (cons first (delay rest)))))
(define stream-first car)
(define (stream-rest stream) (force (cdr stream)))

(define (take stream count)
  (if (or (= count 0) (null? stream))
      '()
      (cons (stream-first stream) (take (stream-rest stream) (- count 1)))))
(define (stream-map f . streams)
  (stream-cons (apply f (map stream-first streams))
               (apply stream-map f (map stream-rest streams))))
(define (stream-filter wanted? stream)
  (if (wanted? (stream-first stream))
      (stream-cons (stream-first stream) (stream-filter wanted? (stream-rest stream)))
      (stream-filter wanted? (stream-rest stream))))

(define (from n) (stream-cons n (from (+ n 1))))
(define naturals (from 1))
(write (take (stream-map square naturals) 8)) ; expect: (1 4 9 16 25 36 49 64)
(newline)

; The sieve of Eratosthenes.
(define (sieve stream)
  (let ((prime (stream-first stream)))
    (stream-cons prime
                 (sieve (stream-filter (lambda (n) (not (zero? (remainder n prime)))) (stream-rest stream))))))
(define primes (sieve (from 2)))
(write (take primes 15)) (newline)         ; expect: (2 3 5 7 11 13 17 19 23 29 31 37 41 43 47)

; Streams that are defined by themselves.
(define fibonacci (stream-cons 0 (stream-cons 1 (stream-map + fibonacci (stream-rest fibonacci)))))
(write (take fibonacci 12)) (newline)      ; expect: (0 1 1 2 3 5 8 13 21 34 55 89)

; Numbers whose only prime factors are 2, 3 and 5, in order.
(define (merge a b)
  (let ((x (stream-first a)) (y (stream-first b)))
    (cond ((< x y) (stream-cons x (merge (stream-rest a) b)))
          ((> x y) (stream-cons y (merge a (stream-rest b))))
          (else (stream-cons x (merge (stream-rest a) (stream-rest b)))))))
(define (times n stream) (stream-map (lambda (x) (* n x)) stream))
(define hamming
  (stream-cons 1 (merge (times 2 hamming) (merge (times 3 hamming) (times 5 hamming)))))
(write (take hamming 15)) (newline)        ; expect: (1 2 3 4 5 6 8 9 10 12 15 16 18 20 24)

; Rows of Pascal's triangle.
(define (next-row row) (map + (cons 0 row) (append row '(0))))
(define (pascal row) (stream-cons row (pascal (next-row row))))
(for-each (lambda (row) (write row) (newline)) (take (pascal '(1)) 5)) ; expect: (1)
                                           ; expect: (1 1)
                                           ; expect: (1 2 1)
                                           ; expect: (1 3 3 1)
                                           ; expect: (1 4 6 4 1)
