; R7RS 4.1: variables, literals, calls, lambda, if, set!.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define x 28)
(show x)                                   ; expect: 28
(show (quote a))                           ; expect: a
(show '#(a b))                             ; expect: #(a b)
(show '"text")                             ; expect: "text"
(show "text")                              ; expect: "text"
(show 145932)                              ; expect: 145932
(show #\a)                                 ; expect: #\a
(show (+ 3 4))                             ; expect: 7
(show ((if #f + *) 3 4))                   ; expect: 12
(show ((lambda (x) (+ x x)) 4))            ; expect: 8
(define reverse-subtract (lambda (x y) (- y x)))
(show (reverse-subtract 7 10))             ; expect: 3
(define add4 (let ((x 4)) (lambda (y) (+ x y))))
(show (add4 6))                            ; expect: 10
(show ((lambda x x) 3 4 5 6))              ; expect: (3 4 5 6)
(show ((lambda x x)))                      ; expect: ()
(show ((lambda (x y . z) z) 3 4 5 6))      ; expect: (5 6)
(show ((lambda (x y . z) z) 3 4))          ; expect: ()
(show (procedure? (lambda () 1)))          ; expect: #t
(show (if (> 3 2) 'yes 'no))               ; expect: yes
(show (if (> 2 3) 'yes 'no))               ; expect: no
(show (if '() 'true 'false))               ; expect: true
(show (if 0 'true 'false))                 ; expect: true
(show (if "" 'true 'false))                ; expect: true
(show (if #f 'true 'false))                ; expect: false
(define y 2)
(set! y (+ y 2))
(show y)                                   ; expect: 4
(define (counter)
  (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c1 (counter))
(define c2 (counter))
(c1)
(c1)
(show (list (c1) (c2)))                    ; expect: (3 1)
(define (set-argument a) (set! a (* a 2)) a)
(show (set-argument 21))                   ; expect: 42
(define (shared)
  (let ((v 0))
    (cons (lambda () v) (lambda (n) (set! v n)))))
(define pair (shared))
((cdr pair) 'changed)
(show ((car pair)))                        ; expect: changed
; Arguments are evaluated before the call, each once.
(define log '())
(define (note v) (set! log (cons v log)) v)
(show (+ (note 1) (note 2)))               ; expect: 3
(show (length log))                        ; expect: 2
