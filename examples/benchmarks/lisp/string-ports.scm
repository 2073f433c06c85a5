; string-ports: numbers and characters written to a string port and read back, one character at a time.
; unit: 100000 numbers
; size 100: 100 units, prints 499995000000
; size 1: 1 units, prints 4999950000
(import (scheme base) (scheme write))
(define size 100) ; size
(define (write-all n)
  (let ((out (open-output-string)))
    (do ((i 0 (+ i 1))) ((= i n) (get-output-string out))
      (write i out)
      (write-char #\space out))))
(define (sum-of text)
  (let ((in (open-input-string text)))
    (let loop ((sum 0) (number 0))
      (let ((c (read-char in)))
        (cond ((eof-object? c) sum)
              ((char=? c #\space) (loop (+ sum number) 0))
              (else (loop sum (+ (* number 10) (- (char->integer c) 48)))))))))
(define (repeat n total)
  (if (= n 0) total (repeat (- n 1) (+ total (sum-of (write-all 100000))))))
(display (repeat size 0))
(newline)
