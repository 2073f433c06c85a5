; R7RS 4.2.5: delay, delay-force, force, promise?, make-promise.
(import (scheme base) (scheme write) (scheme lazy))
(define (show x) (write x) (newline))

(show (force (delay (+ 1 2))))                             ; expect: 3
(show (let ((p (delay (+ 1 2)))) (list (force p) (force p)))) ; expect: (3 3)
(define integers
  (letrec ((next (lambda (n) (delay (cons n (next (+ n 1))))))) (next 0)))
(define (head stream) (car (force stream)))
(define (tail stream) (cdr (force stream)))
(show (head (tail (tail integers))))                       ; expect: 2
(define (stream-filter p? s)
  (delay-force
    (if (null? (force s))
        (delay '())
        (let ((h (car (force s))) (t (cdr (force s))))
          (if (p? h) (delay (cons h (stream-filter p? t))) (stream-filter p? t))))))
(show (head (tail (tail (stream-filter odd? integers)))))  ; expect: 5
(define count 0)
(define p (delay (begin (set! count (+ count 1)) (if (> count x) count (force p)))))
(define x 5)
(show (promise? p))                                        ; expect: #t
(show (force p))                                           ; expect: 6
(show (promise? p))                                        ; expect: #t
(show (begin (set! x 10) (force p)))                       ; expect: 6
(show (force (make-promise 7)))                            ; expect: 7
(show (let ((q (make-promise 7))) (eq? q (make-promise q)))) ; expect: #t
(show (promise? (make-promise (list 1))))                  ; expect: #t
(show (promise? 5))                                        ; expect: #f
(show (force 5))                                           ; expect: 5
; What is delayed is done once.
(define done 0)
(define once (delay (begin (set! done (+ done 1)) 'value)))
(force once)
(force once)
(show done)                                                ; expect: 1
; A promise that forces itself keeps the value that came first.
(define again 0)
(define r (delay (begin (set! again (+ again 1)) (if (= again 1) (begin (force r) 'outer) 'inner))))
(show (force r))                                           ; expect: inner
; An error leaves the promise as it was.
(define tries 0)
(define flaky (delay (begin (set! tries (+ tries 1)) (if (< tries 2) (error "not yet") tries))))
(show (guard (e (#t 'failed)) (force flaky)))              ; expect: failed
(show (force flaky))                                       ; expect: 2
; delay-force runs in constant space.
(define (stream-loop n) (if (zero? n) (delay 'end) (delay-force (stream-loop (- n 1)))))
(show (force (stream-loop 1000000)))                       ; expect: end
