; nqueens: lists that are made and thrown away; all placements of queens are counted.
; unit: a board
; size 13: 1 units, prints 73712
; size 6: 1 units, prints 4
(import (scheme base) (scheme write))
(define size 13) ; size
(define (one-to n)
  (let loop ((i n) (l '())) (if (= i 0) l (loop (- i 1) (cons i l)))))
(define (ok? row dist placed)
  (or (null? placed)
      (and (not (= (car placed) (+ row dist)))
           (not (= (car placed) (- row dist)))
           (ok? row (+ dist 1) (cdr placed)))))
(define (try rows later placed)
  (if (null? rows)
      (if (null? later) 1 0)
      (+ (if (ok? (car rows) 1 placed)
             (try (append (cdr rows) later) '() (cons (car rows) placed))
             0)
         (try (cdr rows) (cons (car rows) later) placed))))
(define (nqueens n) (try (one-to n) '() '()))
(display (nqueens size))
(newline)
