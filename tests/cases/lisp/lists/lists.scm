; R7RS 6.4: lists.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (null? '()))                                         ; expect: #t
(show (null? '(a)))                                        ; expect: #f
(show (list? '(a b c)))                                    ; expect: #t
(show (list? '()))                                         ; expect: #t
(show (list? '(a . b)))                                    ; expect: #f
(show (make-list 2 3))                                     ; expect: (3 3)
(show (length (make-list 4)))                              ; expect: 4
(show (make-list 0 'x))                                    ; expect: ()
(show (list 'a (+ 3 4) 'c))                                ; expect: (a 7 c)
(show (list))                                              ; expect: ()
(show (length '(a b c)))                                   ; expect: 3
(show (length '(a (b) (c d e))))                           ; expect: 3
(show (length '()))                                        ; expect: 0
(show (guard (e ((error-object? e) 'improper)) (length '(a . b)))) ; expect: improper
(show (append '(x) '(y)))                                  ; expect: (x y)
(show (append '(a) '(b c d)))                              ; expect: (a b c d)
(show (append '(a (b)) '((c))))                            ; expect: (a (b) (c))
(show (append '(a b) '(c . d)))                            ; expect: (a b c . d)
(show (append '() 'a))                                     ; expect: a
(show (append))                                            ; expect: ()
(show (append '(1) '() '(2 3) '(4)))                       ; expect: (1 2 3 4)
(show (let ((tail '(3))) (eq? tail (cddr (append '(1 2) tail))))) ; expect: #t
(show (reverse '(a b c)))                                  ; expect: (c b a)
(show (reverse '(a (b c) d (e (f)))))                      ; expect: ((e (f)) d (b c) a)
(show (reverse '()))                                       ; expect: ()
(show (list-tail '(a b c d) 2))                            ; expect: (c d)
(show (list-tail '(a . b) 1))                              ; expect: b
(show (list-ref '(a b c d) 2))                             ; expect: c
(show (list-ref '(a b c d) (exact (round 1.8))))           ; expect: c
(show (guard (e ((error-object? e) 'too-short)) (list-ref '(a) 1))) ; expect: too-short
(show (guard (e ((error-object? e) 'too-short)) (list-tail '(a) 2))) ; expect: too-short
(show (let ((ls (list 'one 'two 'five!))) (list-set! ls 2 'three) ls)) ; expect: (one two three)
(show (memq 'c '(a b c d e)))                              ; expect: (c d e)
(show (memq 'x '(a b c d e)))                              ; expect: #f
(show (memq (list 'a) '(b (a) c)))                         ; expect: #f
(show (memv 101 '(100 101 102)))                           ; expect: (101 102)
(show (memv 1.5 '(1 1.5)))                                 ; expect: (1.5)
(show (member (list 'a) '(b (a) c)))                       ; expect: ((a) c)
(show (member 2.0 '(1 2 3) =))                             ; expect: (2 3)
(define e '((a 1) (b 2) (c 3)))
(show (assq 'a e))                                         ; expect: (a 1)
(show (assq 'b e))                                         ; expect: (b 2)
(show (assq 'd e))                                         ; expect: #f
(show (assq (list 'a) '(((a)) ((b)) ((c)))))               ; expect: #f
(show (assv 5 '((2 3) (5 7) (11 13))))                     ; expect: (5 7)
(show (assoc (list 'a) '(((a)) ((b)) ((c)))))              ; expect: ((a))
(show (assoc 2.0 '((1 1) (2 4) (3 9))))                    ; expect: #f
(show (assoc 2.0 '((1 1) (2 4) (3 9)) =))                  ; expect: (2 4)
(define a '(1 8 2 8))
(define b (list-copy a))
(set-car! b 3)
(show (list a b))                                          ; expect: ((1 8 2 8) (3 8 2 8))
(show (list-copy '(1 2 . 3)))                              ; expect: (1 2 . 3)
(show (list-copy 'atom))                                   ; expect: atom
(show (list-copy '()))                                     ; expect: ()
