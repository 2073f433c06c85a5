; Queens on a board so that none attacks another. A placement is a list of columns, one for each row, the last row first.
(import (scheme base) (scheme write))

(define (safe? column placed)
  (let check ((others placed) (distance 1))
    (or (null? others)
        (and (not (= column (car others)))
             (not (= (abs (- column (car others))) distance))
             (check (cdr others) (+ distance 1))))))

; Every solution, by trying each column in each row.
(define (queens size)
  (let place ((row 0) (placed '()))
    (if (= row size)
        (list placed)
        (let columns ((column 0))
          (if (= column size)
              '()
              (append (if (safe? column placed) (place (+ row 1) (cons column placed)) '())
                      (columns (+ column 1))))))))

(define (draw placed)
  (let ((size (length placed)))
    (for-each
      (lambda (queen)
        (do ((column 0 (+ column 1))) ((= column size))
          (write-string (if (= column queen) " Q" " .")))
        (newline))
      placed)))

(draw (car (queens 6)))                    ; expect:  . . . . Q .
                                           ; expect:  . . Q . . .
                                           ; expect:  Q . . . . .
                                           ; expect:  . . . . . Q
                                           ; expect:  . . . Q . .
                                           ; expect:  . Q . . . .
(for-each (lambda (size) (write (list size (length (queens size)))) (newline))
          '(4 5 6 7 8))                    ; expect: (4 2)
                                           ; expect: (5 10)
                                           ; expect: (6 4)
                                           ; expect: (7 40)
                                           ; expect: (8 92)
