; Hash tables of SRFI 69: a memory for results, an index of words, and letters counted.
(import (scheme base) (scheme char) (scheme write) (srfi 69))

; Remembering what was computed makes the slow definition fast.
(define (remembering f)
  (let ((known (make-hash-table)))
    (lambda (x)
      (hash-table-ref known x
        (lambda ()
          (let ((value (f x)))
            (hash-table-set! known x value)
            value))))))
(define fibonacci
  (remembering (lambda (n) (if (< n 2) n (+ (fibonacci (- n 1)) (fibonacci (- n 2)))))))
(write (fibonacci 90)) (newline)           ; expect: 2880067194370816120

(define (sorted items before?)
  (define (insert item all)
    (if (or (null? all) (before? item (car all))) (cons item all) (cons (car all) (insert item (cdr all)))))
  (let loop ((items items) (all '())) (if (null? items) all (loop (cdr items) (insert (car items) all)))))

; Which lines does a word stand in?
(define index (make-hash-table string=?))
(define (note! word line)
  (hash-table-update!/default index word (lambda (lines) (cons line lines)) '()))
(for-each (lambda (entry) (for-each (lambda (word) (note! word (car entry))) (cdr entry)))
          '((1 "to" "be" "or" "not") (2 "to" "be") (3 "or" "else")))
(write (reverse (hash-table-ref/default index "to" '()))) (newline) ; expect: (1 2)
(write (reverse (hash-table-ref/default index "or" '()))) (newline) ; expect: (1 3)
(write (hash-table-ref/default index "never" '())) (newline) ; expect: ()
(write (sorted (hash-table-keys index) string<?)) (newline) ; expect: ("be" "else" "not" "or" "to")

; Letters of a sentence, the most frequent first.
(define letters (make-hash-table))
(string-for-each
  (lambda (c)
    (when (char-alphabetic? c)
      (hash-table-update!/default letters (char-downcase c) (lambda (n) (+ n 1)) 0)))
  "Programs must be written for people to read")
(define counts
  (sorted (hash-table->alist letters)
          (lambda (a b) (or (> (cdr a) (cdr b)) (and (= (cdr a) (cdr b)) (char<? (car a) (car b)))))))
(write (list (car counts) (cadr counts) (cadr (cdr counts)))) ; expect: ((#\e . 5) (#\r . 5) (#\o . 4))
(newline)
(write (hash-table-size letters)) (newline) ; expect: 17
(hash-table-delete! letters #\e)
(write (hash-table-exists? letters #\e)) (newline) ; expect: #f
