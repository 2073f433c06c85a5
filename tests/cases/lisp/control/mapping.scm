; R7RS 6.10: procedure?, apply, map, for-each and their kin for strings and vectors.
(import (scheme base) (scheme write) (scheme char) (scheme cxr))
(define (show x) (write x) (newline))

(show (procedure? car))                                    ; expect: #t
(show (procedure? 'car))                                   ; expect: #f
(show (procedure? (lambda (x) (* x x))))                   ; expect: #t
(show (procedure? '(lambda (x) (* x x))))                  ; expect: #f
(show (call/cc procedure?))                                ; expect: #t
(show (procedure? (make-parameter 1)))                     ; expect: #t
(show (apply + (list 3 4)))                                ; expect: 7
(show (apply + 1 2 (list 3 4)))                            ; expect: 10
(show (apply list '()))                                    ; expect: ()
(show (apply max 5 '(9)))                                  ; expect: 9
(define compose (lambda (f g) (lambda args (f (apply g args)))))
(show ((compose square *) 12 75))                          ; expect: 810000
(show (let ((big (make-list 10000 1))) (apply + big)))     ; expect: 10000
(show (guard (e ((error-object? e) 'no-list)) (apply + 1))) ; expect: no-list
(show (guard (e ((error-object? e) 'no-procedure)) (5 1))) ; expect: no-procedure
(show (guard (e ((error-object? e) 'count)) ((lambda (x) x)))) ; expect: count
(show (guard (e ((error-object? e) 'count)) (apply (lambda (x y) x) '(1)))) ; expect: count
(show (map cadr '((a b) (d e) (g h))))                     ; expect: (b e h)
(show (map (lambda (n) (expt n n)) '(1 2 3 4 5)))          ; expect: (1 4 27 256 3125)
(show (map + '(1 2 3) '(4 5 6)))                           ; expect: (5 7 9)
(show (map + '(1 2 3) '(10 20)))                           ; expect: (11 22)
(show (map list '(1 2) '(a b) '(x y) '(p q)))              ; expect: ((1 a x p) (2 b y q))
(show (map car '()))                                       ; expect: ()
(show (length (map (lambda (x) x) (make-list 100000 0))))  ; expect: 100000
(show (let ((v (make-vector 5)))
        (for-each (lambda (i) (vector-set! v i (* i i))) '(0 1 2 3 4))
        v))                                                ; expect: #(0 1 4 9 16)
(define log '())
(for-each (lambda (a b) (set! log (cons (list a b) log))) '(1 2) '(x y z))
(show log)                                                 ; expect: ((2 y) (1 x))
(for-each display '("in" " " "order")) (newline)           ; expect: in order
(show (string-map char-foldcase "AbdEgH"))                 ; expect: "abdegh"
(show (string-map (lambda (c) (integer->char (+ 1 (char->integer c)))) "HAL")) ; expect: "IBM"
(show (string-map (lambda (c k) ((if (eqv? k #\u) char-upcase char-downcase) c)) "studlycaps xxx" "ululululul")) ; expect: "StUdLyCaPs"
(show (string-map char-upcase ""))                         ; expect: ""
(show (let ((v '()))
        (string-for-each (lambda (c) (set! v (cons (char->integer c) v))) "abcde")
        v))                                                ; expect: (101 100 99 98 97)
(show (let ((v '())) (string-for-each (lambda (a b) (set! v (cons (list a b) v))) "λ😀z" "12") v)) ; expect: ((#\😀 #\2) (#\λ #\1))
(show (vector-map cadr '#((a b) (d e) (g h))))             ; expect: #(b e h)
(show (vector-map (lambda (n) (expt n n)) #(1 2 3 4 5)))   ; expect: #(1 4 27 256 3125)
(show (vector-map * #(1 2) #(10 20 30)))                   ; expect: #(10 40)
(show (vector-map car #()))                                ; expect: #()
(show (let ((v (make-list 5)))
        (vector-for-each (lambda (i) (list-set! v i (* i i))) '#(0 1 2 3 4))
        v))                                                ; expect: (0 1 4 9 16)
(show (let ((sum 0)) (vector-for-each (lambda (a b) (set! sum (+ sum (* a b)))) #(1 2 3) #(4 5 6)) sum)) ; expect: 32
; map may be entered again through a continuation and must not change what it gave before.
(show (let ((k* #f) (y* 1) (results '()))
        (let ((r (map (lambda (x) (if (= x 2) (call/cc (lambda (k) (set! k* k) x)) x)) '(1 2 3))))
          (set! results (cons r results))
          (if (< y* 3) (begin (set! y* (+ y* 1)) (k* (* 10 y*))))
          (reverse results))))                             ; expect: ((1 2 3) (1 20 3) (1 30 3))
