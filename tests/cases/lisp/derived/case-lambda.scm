; R7RS 4.2.9: case-lambda.
(import (scheme base) (scheme write) (scheme case-lambda))
(define (show x) (write x) (newline))

(define range
  (case-lambda
    ((e) (range 0 e))
    ((b e) (do ((r '() (cons e r)) (e (- e 1) (- e 1))) ((< e b) r)))))
(show (range 3))                                           ; expect: (0 1 2)
(show (range 3 5))                                         ; expect: (3 4)
(define many
  (case-lambda
    (() 'none)
    ((a) (list 'one a))
    ((a b . rest) (list 'more a b rest))))
(show (list (many) (many 1) (many 1 2) (many 1 2 3 4)))    ; expect: (none (one 1) (more 1 2 ()) (more 1 2 (3 4)))
(define any (case-lambda (args args)))
(show (any 1 2 3))                                         ; expect: (1 2 3)
; The first clause that fits is taken.
(define first (case-lambda ((a . rest) 'rest) ((a b) 'never)))
(show (first 1 2))                                         ; expect: rest
(show (guard (e (#t 'no-clause)) ((case-lambda ((a) a) ((a b) b)) 1 2 3))) ; expect: no-clause
(show (let ((n 0)) (define f (case-lambda (() (set! n (+ n 1)) n) ((by) (set! n (+ n by)) n))) (f) (f 10) (f))) ; expect: 12
(show (apply many '(1 2 3)))                               ; expect: (more 1 2 (3))
(show (procedure? many))                                   ; expect: #t
