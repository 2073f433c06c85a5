; A producer hands jobs to workers and watches them: when a worker fails, a new one does its job again, and does it more carefully.
(import (scheme base) (scheme write) (ttil process))

(define (factorial n) (if (= n 0) 1 (* n (factorial (- n 1)))))

; A worker does one job, tells the result and ends. The first attempt at job 13 fails.
(define (worker home job attempt)
  (lambda ()
    (if (and (= job 13) (= attempt 1))
        (exit-self 'superstitious))
    (send home (list 'done job (factorial job)))))

; The running jobs: the reference of each worker's monitor, with the job and the attempt.
(define (start job attempt running)
  (let-values (((process reference) (spawn-monitor (worker (self) job attempt))))
    (cons (list reference job attempt) running)))

(define (without reference running)
  (cond ((null? running) '())
        ((equal? (caar running) reference) (cdr running))
        (else (cons (car running) (without reference (cdr running))))))

; At most three workers at a time. Gives the results, and who failed why.
(define (produce jobs)
  (let loop ((jobs jobs) (running '()) (results '()) (failures '()))
    (cond ((and (pair? jobs) (< (length running) 3))
           (loop (cdr jobs) (start (car jobs) 1 running) results failures))
          ((null? running) (list results failures))
          (else
           (receive
             (('done job result) (loop jobs running (cons (cons job result) results) failures))
             (('down reference _ 'normal) (loop jobs (without reference running) results failures))
             (('down reference _ reason)
              (let ((job (cadr (assoc reference running))) (attempt (list-ref (assoc reference running) 2)))
                (loop jobs
                      (start job (+ attempt 1) (without reference running))
                      results
                      (cons (list job reason) failures)))))))))

(define outcome (produce '(3 5 13 8 20 1)))
; Workers may end in any order, so the results are shown by job.
(define (result job) (cdr (assv job (car outcome))))
(for-each (lambda (job) (write (list job (result job))) (newline)) '(1 3 5 8 13 20)) ; expect: (1 1)
                                           ; expect: (3 6)
                                           ; expect: (5 120)
                                           ; expect: (8 40320)
                                           ; expect: (13 6227020800)
                                           ; expect: (20 2432902008176640000)
(write (cadr outcome)) (newline)           ; expect: ((13 superstitious))
