; R7RS 6.10: call-with-current-continuation, escaping and coming back.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (call-with-current-continuation
        (lambda (exit) (for-each (lambda (x) (if (negative? x) (exit x))) '(54 0 37 -3 245 19)) #t))) ; expect: -3
(define list-length
  (lambda (obj)
    (call-with-current-continuation
      (lambda (return)
        (letrec ((r (lambda (obj) (cond ((null? obj) 0) ((pair? obj) (+ (r (cdr obj)) 1)) (else (return #f))))))
          (r obj))))))
(show (list-length '(1 2 3 4)))                            ; expect: 4
(show (list-length '(a b . c)))                            ; expect: #f
(show (+ 1 (call/cc (lambda (k) (+ 10 (k 1))))))           ; expect: 2
(show (call/cc (lambda (k) 'normal)))                      ; expect: normal
(show (call/cc (lambda (k) (k (call/cc (lambda (inner) (inner 'deep))))))) ; expect: deep

; Coming back after the call has returned, as often as wanted.
(define kept #f)
(define count 0)
(show (list 'value (call/cc (lambda (k) (set! kept k) 0)))) ; expect: (value 0)
                                                           ; expect: (value 1)
                                                           ; expect: (value 2)
(set! count (+ count 1))
(if (< count 3) (kept count))
(show count)                                               ; expect: 3

; Local variables are those of the call; assignments stay.
(define (re-entry)
  (let ((n 0) (k #f) (seen '()))
    (let ((x (call/cc (lambda (c) (set! k c) 'first))))
      (set! n (+ n 1))
      (set! seen (cons x seen))
      (if (< n 4) (k n) (reverse seen)))))
(show (re-entry))                                          ; expect: (first 1 2 3)

; A generator: two stacks that take turns.
(define (tree->generator tree)
  (define return #f)
  (define (continue)
    (let walk ((t tree))
      (cond ((null? t) 'nothing)
            ((pair? t) (walk (car t)) (walk (cdr t)))
            (else (call/cc (lambda (rest) (set! continue (lambda () (rest #f))) (return t))))))
    (return 'end))
  (lambda () (call/cc (lambda (k) (set! return k) (continue)))))
(define g (tree->generator '((1 2) (3 (4)))))
(define g1 (g))
(define g2 (g))
(define g3 (g))
(define g4 (g))
(define g5 (g))
(show (list g1 g2 g3 g4 g5))                               ; expect: (1 2 3 4 end)

(define (same-fringe? a b)
  (let ((ga (tree->generator a)) (gb (tree->generator b)))
    (let loop ()
      (let* ((x (ga)) (y (gb)))
        (cond ((not (eqv? x y)) #f) ((eq? x 'end) #t) (else (loop)))))))
(show (same-fringe? '(1 (2 3)) '((1 2) 3)))                ; expect: #t
(show (same-fringe? '(1 (2 3)) '((1 3) 2)))                ; expect: #f

; Backtracking: a choice that is made again.
(define fail-stack '())
(define (fail) (if (null? fail-stack) 'no-more (let ((k (car fail-stack))) (set! fail-stack (cdr fail-stack)) (k k))))
(define (amb choices)
  (let ((cc (call/cc (lambda (k) k))))
    (if (null? choices)
        (fail)
        (let ((choice (car choices))) (set! choices (cdr choices)) (set! fail-stack (cons cc fail-stack)) choice))))
(show (let* ((a (amb '(1 2 3 4 5 6 7 8))) (b (amb '(1 2 3 4 5 6 7 8))) (c (amb '(1 2 3 4 5 6 7 8 9 10))))
        (if (and (< a b) (= (* c c) (+ (* a a) (* b b)))) (list a b c) (fail)))) ; expect: (3 4 5)

; Coroutines in a ring, many switches.
(define (ping n)
  (let ((k (call/cc (lambda (c) c))))
    (set! n (- n 1))
    (if (> n 0) (k k) 'finished)))
(show (ping 100000))                                       ; expect: finished

; Many escapes from a loop, and from far below.
(show (let loop ((i 0) (sum 0))
        (if (= i 100000) sum (loop (+ i 1) (+ sum (call/cc (lambda (k) (k 1)))))))) ; expect: 100000
(define (deep n k) (if (= n 0) (k 'from-below) (+ 1 (deep (- n 1) k))))
(show (call/cc (lambda (k) (deep 100000 k))))              ; expect: from-below
; A continuation that is captured far below and used after it has returned.
(define below #f)
(define uses 0)
(define (deep2 n) (if (= n 0) (call/cc (lambda (k) (set! below k) 0)) (+ 1 (deep2 (- n 1)))))
(show (deep2 10000))                                       ; expect: 10000
                                                           ; expect: 10100
(set! uses (+ uses 1))
(if (= uses 1) (below 100))
; Continuations take several values where several are expected.
(show (call-with-values (lambda () (call/cc (lambda (k) (k 1 2 3)))) list)) ; expect: (1 2 3)
(show (call/cc (lambda (k) (apply k '(one)))))             ; expect: one
(show (map (lambda (x) (call/cc (lambda (k) (if (odd? x) (k (* x 10)) x)))) '(1 2 3))) ; expect: (10 2 30)
