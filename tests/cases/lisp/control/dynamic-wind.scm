; R7RS 6.10: dynamic-wind, with continuations in both directions.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (let ((path '()) (c #f))
        (let ((add (lambda (s) (set! path (cons s path)))))
          (dynamic-wind
            (lambda () (add 'connect))
            (lambda () (add (call/cc (lambda (c0) (set! c c0) 'talk1))))
            (lambda () (add 'disconnect)))
          (if (< (length path) 4) (c 'talk2) (reverse path))))) ; expect: (connect talk1 disconnect connect talk2 disconnect)
(define log '())
(define (note x) (set! log (cons x log)))
(define (shown-log) (let ((l (reverse log))) (set! log '()) (show l)))
(show (dynamic-wind (lambda () (note 'in)) (lambda () 'result) (lambda () (note 'out)))) ; expect: result
(shown-log)                                                ; expect: (in out)
; Leaving two levels at once: inner first.
(call/cc (lambda (k)
  (dynamic-wind
    (lambda () (note 'in1))
    (lambda () (dynamic-wind (lambda () (note 'in2)) (lambda () (k 'away)) (lambda () (note 'out2))))
    (lambda () (note 'out1)))))
(shown-log)                                                ; expect: (in1 in2 out2 out1)
; Going from one extent into another with a common outer one.
(let ((k #f) (times 0))
  (dynamic-wind
    (lambda () (note 'in0))
    (lambda ()
      (dynamic-wind
        (lambda () (note 'inA))
        (lambda () (call/cc (lambda (c) (set! k c))) (note 'bodyA))
        (lambda () (note 'outA)))
      (dynamic-wind
        (lambda () (note 'inB))
        (lambda () (set! times (+ times 1)) (if (= times 1) (k #f)))
        (lambda () (note 'outB))))
    (lambda () (note 'out0))))
(shown-log)                                                ; expect: (in0 inA bodyA outA inB outB inA bodyA outA inB outB out0)
; A continuation called in the extent where it was made winds nothing.
(dynamic-wind
  (lambda () (note 'in))
  (lambda () (call/cc (lambda (k) (k 1))) (note 'body))
  (lambda () (note 'out)))
(shown-log)                                                ; expect: (in body out)
; Errors leave too.
(show (guard (e (#t (list 'caught e))) (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'x)) (lambda () (note 'out))))) ; expect: (caught x)
(shown-log)                                                ; expect: (in out)
(show (guard (e (#t 'caught)) (dynamic-wind (lambda () (note 'in)) (lambda () (car 1)) (lambda () (note 'out))))) ; expect: caught
(shown-log)                                                ; expect: (in out)
; The before and after parts run outside: leaving from there does not run the after part.
(call/cc (lambda (k) (dynamic-wind (lambda () (note 'in) (k 1)) (lambda () (note 'body)) (lambda () (note 'out)))))
(shown-log)                                                ; expect: (in)
(call/cc (lambda (k) (dynamic-wind (lambda () (note 'in)) (lambda () (note 'body)) (lambda () (note 'out) (k 1)))))
(shown-log)                                                ; expect: (in body out)
; A generator that is left and entered again, winding each time.
(define resume #f)
(define leave #f)
(define (step) (call/cc (lambda (k) (set! leave k) (if resume (resume #f)
  (begin (dynamic-wind (lambda () (note '<)) (lambda () (for-each (lambda (x) (call/cc (lambda (r) (set! resume r) (leave x)))) '(a b))) (lambda () (note '>)))
         (leave 'end))))))
(note (step))
(note (step))
(note (step))
(shown-log)                                                ; expect: (< > a < > b < > end)
(show (call-with-values (lambda () (dynamic-wind (lambda () #f) (lambda () (values 1 2)) (lambda () #f))) list)) ; expect: (1 2)
