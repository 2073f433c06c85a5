; R7RS 4.2.1: cond, case, and, or, when, unless, cond-expand.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (cond ((> 3 2) 'greater) ((< 3 2) 'less)))           ; expect: greater
(show (cond ((> 3 3) 'greater) ((< 3 3) 'less) (else 'equal))) ; expect: equal
(show (cond ((assv 'b '((a 1) (b 2))) => cadr) (else #f))) ; expect: 2
(show (cond (#f 1) (42)))                                  ; expect: 42
(show (cond (#f 1) ((memq 'c '(b c d)) => cdr)))           ; expect: (d)
(show (cond ((= 1 1) 'a 'b 'c)))                           ; expect: c
(show (case (* 2 3) ((2 3 5 7) 'prime) ((1 4 6 8 9) 'composite))) ; expect: composite
(show (case (car '(c d)) ((a e i o u) 'vowel) ((w y) 'semivowel) (else => (lambda (x) x)))) ; expect: c
(show (case 'y ((w y) => (lambda (x) (list x 'found))) (else 'no))) ; expect: (y found)
(show (case 5 ((1) 'one) (else 'many)))                    ; expect: many
(show (case #\b ((#\a) 1) ((#\b) 2)))                      ; expect: 2
(show (case 100000000000000000000 ((100000000000000000000) 'big) (else 'no))) ; expect: big
(show (case 2.0 ((2) 'exact) ((2.0) 'inexact)))            ; expect: inexact
(show (case '() ((()) 'empty) (else 'other)))              ; expect: empty
(show (and (= 2 2) (> 2 1)))                               ; expect: #t
(show (and (= 2 2) (< 2 1)))                               ; expect: #f
(show (and 1 2 'c '(f g)))                                 ; expect: (f g)
(show (and))                                               ; expect: #t
(show (or (= 2 2) (> 2 1)))                                ; expect: #t
(show (or #f #f #f))                                       ; expect: #f
(show (or (memq 'b '(a b c)) (car '())))                   ; expect: (b c)
(show (or))                                                ; expect: #f
(show (when (= 1 1) 'first 'last))                         ; expect: last
(when (= 1 2) (display "never"))
(show (unless (= 1 2) 'first 'last))                       ; expect: last
(unless (= 1 1) (display "never"))
(show (cond-expand (full-unicode 'unicode) (else 'less)))  ; expect: unicode
(show (cond-expand ((and r7rs (not no-such-feature)) 'yes) (else 'no))) ; expect: yes
(show (cond-expand ((or no-such-feature r7rs) 'yes) (else 'no))) ; expect: yes
(show (cond-expand ((library (scheme base)) 'yes) (else 'no))) ; expect: yes
(show (cond-expand ((library (no such library)) 'yes) (else 'no))) ; expect: no
(show (cond-expand (no-such-feature 1) ((not r7rs) 2) (else 3))) ; expect: 3
(cond-expand
  (no-such-feature (define chosen 'wrong))
  (ratios (define chosen 'ratios)))
(show chosen)                                              ; expect: ratios
(show (list? (features)))                                  ; expect: #t
(show (and (memq 'r7rs (features)) #t))                    ; expect: #t
