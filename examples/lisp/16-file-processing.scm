; Files: a table is written, read line by line, and summed up into another file; what goes wrong is handled in one place.
(import (scheme base) (scheme file) (scheme write))

(define sales-file "sales.tmp")
(define report-file "report.tmp")

(call-with-output-file sales-file
  (lambda (out)
    (for-each (lambda (line) (write-string line out) (newline out))
              '("tea,12,3.50" "coffee,7,4.25" "tea,5,3.50" "cake,nine,2.00" "cake,4,2.00"))))

(define (split line separator)
  (let loop ((chars (reverse (string->list line))) (field '()) (fields '()))
    (cond ((null? chars) (cons (list->string field) fields))
          ((char=? (car chars) separator) (loop (cdr chars) '() (cons (list->string field) fields)))
          (else (loop (cdr chars) (cons (car chars) field) fields)))))

; Calls a procedure with each line; the port is closed however that ends.
(define (for-each-line procedure file)
  (call-with-input-file file
    (lambda (in)
      (let loop ((line (read-line in)) (number 1))
        (unless (eof-object? line)
          (procedure line number)
          (loop (read-line in) (+ number 1)))))))

(define totals '())
(define (add! item amount)
  (cond ((assoc item totals) => (lambda (entry) (set-cdr! entry (+ (cdr entry) amount))))
        (else (set! totals (cons (cons item amount) totals)))))

(for-each-line
  (lambda (line number)
    (let* ((fields (split line #\,))
           (count (string->number (cadr fields)))
           (price (string->number (string-append "#e" (list-ref fields 2)))))
      (if (and count price)
          (add! (car fields) (* count price))
          (begin (display (list 'skipped number line)) (newline))))) ; expect: (skipped 4 cake,nine,2.00)
  sales-file)

(with-output-to-file report-file
  (lambda ()
    (for-each (lambda (entry) (display (car entry)) (display ": ") (display (inexact (cdr entry))) (newline))
              (reverse totals))))
(for-each-line (lambda (line number) (display line) (newline)) report-file) ; expect: tea: 59.5
                                           ; expect: coffee: 29.75
                                           ; expect: cake: 8.0

(for-each delete-file (list sales-file report-file))
(display (guard (problem ((file-error? problem) "the file is gone")) (open-input-file sales-file))) ; expect: the file is gone
(newline)
