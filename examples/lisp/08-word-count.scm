; Words of a text and how often they come: string ports, characters, association lists.
; stdin: The quick brown fox jumps over the lazy dog.
; stdin: The dog sleeps; the fox runs - and runs, and runs!
(import (scheme base) (scheme char) (scheme write))

; The next word of the input in small letters, or the end of file.
(define (read-word)
  (let skip ((c (read-char)))
    (cond ((eof-object? c) c)
          ((not (char-alphabetic? c)) (skip (read-char)))
          (else
           (let ((word (open-output-string)))
             (let collect ((c c))
               (write-char (char-downcase c) word)
               (let ((next (peek-char)))
                 (if (and (char? next) (char-alphabetic? next))
                     (collect (read-char))
                     (get-output-string word)))))))))

(define (count-words)
  (let loop ((counts '()))
    (let ((word (read-word)))
      (cond ((eof-object? word) counts)
            ((assoc word counts) => (lambda (entry) (set-cdr! entry (+ 1 (cdr entry))) (loop counts)))
            (else (loop (cons (cons word 1) counts)))))))

; The more frequent first, then by the alphabet.
(define (before? a b)
  (or (> (cdr a) (cdr b))
      (and (= (cdr a) (cdr b)) (string<? (car a) (car b)))))
(define (insert entry sorted)
  (if (or (null? sorted) (before? entry (car sorted)))
      (cons entry sorted)
      (cons (car sorted) (insert entry (cdr sorted)))))
(define (sorted entries)
  (let loop ((entries entries) (result '()))
    (if (null? entries) result (loop (cdr entries) (insert (car entries) result)))))

(define (padded text width)
  (string-append text (make-string (max 0 (- width (string-length text))) #\space)))

(let loop ((entries (sorted (count-words))) (lines 6))
  (unless (or (null? entries) (= lines 0))
    (display (padded (caar entries) 8))
    (display (make-string (cdar entries) #\*))
    (newline)
    (loop (cdr entries) (- lines 1))))
; expect: the     ****
; expect: runs    ***
; expect: and     **
; expect: dog     **
; expect: fox     **
; expect: brown   *
