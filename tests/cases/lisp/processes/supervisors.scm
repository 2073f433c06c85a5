; (ttil process): a supervisor starts its children again, each time with what they began with.
(import (scheme base) (scheme write) (ttil process))
(define (show first . more) (write first) (for-each (lambda (x) (display " ") (write x)) more) (newline))
(define me (self))
(define (worker name)
  (let ((list-of-runs (list name)))
    (lambda ()
      (set-cdr! list-of-runs (cons 'run (cdr list-of-runs)))
      (register name)
      (! me list-of-runs)
      (let loop ()
        (receive
          ('crash (exit-self 'crashed))
          (x (! me (list name x)) (loop)))))))

(define supervisor
  (start-supervisor
   `((strategy . one-for-all)
     (intensity . 5)
     (children ((id . a) (start . ,(worker 'a)))
               ((id . b) (start . ,(worker 'b)) (restart . permanent) (shutdown . brutal))))))
(define (runs) (show (receive (('a . x) (cons 'a x))) (receive (('b . x) (cons 'b x)))))
(runs)                                                     ; expect: (a run) (b run)
(! 'b 'hello)
(show (receive (x x)))                                     ; expect: (b hello)
(! 'a 'crash)
(runs)                                                     ; expect: (a run) (b run)
(! 'b 'again)
(show (receive (x x)))                                     ; expect: (b again)

; This process as a supervisor
(show (supervise '()))                                     ; expect: #t
(show (supervise '()))                                     ; expect: #f
(show (supervise-child 'c (worker 'c)))                    ; expect: #t
(show (receive (x x)))                                     ; expect: (c run)
(show (supervise-child 'c (worker 'c)))                    ; expect: #f
(show (restart-child 'c) (receive (('child-exit pid reason) reason)) (receive (x x))) ; expect: #t shutdown (c run)
; expect stderr: Supervisor 2 safely restarting child a
; expect stderr: Supervisor 2 safely restarting child b
; expect stderr: Supervisor 1 safely restarting child c
(show (restart-child 'd))                                  ; expect: #f
