; SRFI 132 and 95.
(import (scheme base) (scheme write) (srfi 132) (only (srfi 95) sort sorted?) (only (srfi 1) iota every))
(define (show x) (write x) (newline))

(show (list (list-sort < '(3 1 2)) (list-sort < '()) (list-sort < '(1)) (list-sort > '(1 2 3 2)))) ; expect: ((1 2 3) () (1) (3 2 2 1))
(show (list-sort (lambda (a b) (< (car a) (car b))) '((2 . a) (1 . b) (2 . c) (1 . d) (3 . e) (2 . f)))) ; expect: ((1 . b) (1 . d) (2 . a) (2 . c) (2 . f) (3 . e))
(define v (vector 5 4 3 2 1 0))
(show (list (vector-sort < v) v))                          ; expect: (#(0 1 2 3 4 5) #(5 4 3 2 1 0))
(vector-sort! < v 1 4)
(show v)                                                   ; expect: #(5 2 3 4 1 0)
(vector-sort! < v)
(show v)                                                   ; expect: #(0 1 2 3 4 5)
(show (list (list-sorted? < '(1 2 2 3)) (list-sorted? < '(2 1)) (vector-sorted? < #(1 2)) (vector-sorted? < #(9 1 2) 1))) ; expect: (#t #f #t #t)
(show (list (list-merge < '(1 3 5) '(2 3 4)) (vector-merge < #(1 3) #(2)))) ; expect: ((1 2 3 3 4 5) #(1 2 3))
(show (list-delete-neighbor-dups = '(1 1 2 2 1)))          ; expect: (1 2 1)
(show (list (sort '(3 1 2) <) (sort (vector 3 1 2) <) (sort '((b . 2) (a . 1)) < cdr) (sorted? '(1 2) <))) ; expect: ((1 2 3) #(1 2 3) ((a . 1) (b . 2)) #t)
(define scattered (map (lambda (i) (modulo (* i 7919) 10007)) (iota 10000)))
(show (list-sorted? < (list-sort < scattered)))            ; expect: #t
(show (guard (e (#t 'no-list)) (list-sort < 5)))           ; expect: no-list
