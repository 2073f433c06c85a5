; SRFI 69. The order of entries is that of their insertion as long as none is deleted.
(import (scheme base) (scheme write) (scheme char) (srfi 69))
(define (show x) (write x) (newline))

(define table (make-hash-table))
(hash-table-set! table "one" 1)
(hash-table-set! table '(2 "two") 2)
(hash-table-set! table #(3 #\c) 3)
(hash-table-set! table 4/3 'ratio)
(hash-table-set! table 100000000000000000000 'big)
(hash-table-set! table 1.5 'float)
(show (map (lambda (key) (hash-table-ref/default table key #f)) (list (string #\o #\n #\e) (list 2 (string-copy "two")) (vector 3 #\c) (/ 8 6) (* 10000000000 10000000000) 3/2 (+ 1 0.5)))) ; expect: (1 2 3 ratio big #f float)
(show (list (hash-table? table) (hash-table? '()) (hash-table-size table) (hash-table-exists? table "one") (hash-table-exists? table "two"))) ; expect: (#t #f 6 #t #f)
(hash-table-set! table "one" 'again)
(hash-table-delete! table 1.5)
(hash-table-delete! table 'not-there)
(show (hash-table->alist table))                           ; expect: (("one" . again) ((2 "two") . 2) (#(3 #\c) . 3) (4/3 . ratio) (100000000000000000000 . big))
(show (hash-table-ref table "one"))                        ; expect: again
(show (hash-table-ref table "two" (lambda () 'none)))      ; expect: none
(show (hash-table-ref table "one" (lambda () 'none) (lambda (value) (list value)))) ; expect: (again)
(show (guard (e ((error-object? e) (error-object-irritants e))) (hash-table-ref table 'x))) ; expect: (x)
(show (guard (e ((error-object? e) 'no-table)) (hash-table-ref '() 'x))) ; expect: no-table

(define counts (make-hash-table eq?))
(for-each (lambda (word) (hash-table-update!/default counts word (lambda (n) (+ n 1)) 0)) '(a b a c a b))
(hash-table-update! counts 'c (lambda (n) (* n 10)))
(hash-table-update! counts 'd (lambda (n) (* n 10)) (lambda () 7))
(show (hash-table->alist counts))                          ; expect: ((a . 3) (b . 2) (c . 10) (d . 70))
(show (list (hash-table-keys counts) (hash-table-values counts)))  ; expect: ((a b c d) (3 2 10 70))
(show (hash-table-fold counts (lambda (key value sum) (+ value sum)) 0)) ; expect: 85
(hash-table-walk counts (lambda (key value) (if (> value 5) (hash-table-delete! counts key))))
(show (hash-table-keys counts))                            ; expect: (a b)

(define copy (hash-table-copy counts))
(hash-table-set! copy 'z 26)
(show (list (hash-table-size counts) (hash-table-size copy))) ; expect: (2 3)
(show (hash-table->alist (hash-table-merge! (alist->hash-table '((a . 1) (a . 2) (q . 5))) counts))) ; expect: ((a . 3) (q . 5) (b . 2))
(hash-table-clear! copy)
(show (hash-table-size copy))                              ; expect: 0

(define by-identity (make-hash-table eqv?))
(define key (list 1))
(hash-table-set! by-identity key 'mine)
(show (list (hash-table-ref/default by-identity (list 1) 'other) (hash-table-ref/default by-identity key 'other))) ; expect: (other mine)
(show (list (eq? (hash-table-equivalence-function by-identity) eqv?) (eq? (hash-table-equivalence-function table) equal?))) ; expect: (#t #t)

; An equivalence of the program's own.
(define folded (make-hash-table string-ci=? string-ci-hash))
(hash-table-set! folded "Key" 1)
(hash-table-set! folded "KEY" 2)
(hash-table-set! folded "other" 3)
(show (list (hash-table-ref folded "key") (hash-table-size folded) (hash-table-exists? folded "OTHER"))) ; expect: (2 2 #t)
(hash-table-delete! folded "kEY")
(show (hash-table->alist folded))                          ; expect: (("other" . 3))
(define by-remainder (make-hash-table (lambda (a b) (= (modulo a 5) (modulo b 5)))))
(hash-table-set! by-remainder 7 'two)
(show (list (hash-table-ref by-remainder 12) (hash-table-ref/default by-remainder 3 'none))) ; expect: (two none)

(show (list (= (hash "abc") (hash (string #\a #\b #\c))) (= (string-ci-hash "ABC") (string-ci-hash "abc")) (< (hash '(1 2) 10) 10) (exact-integer? (hash-by-identity key)))) ; expect: (#t #t #t #t)

; A key that contains itself is found.
(define circular (list 1 2))
(set-cdr! (cdr circular) circular)
(hash-table-set! table circular 'round)
(show (hash-table-ref table circular))                     ; expect: round
