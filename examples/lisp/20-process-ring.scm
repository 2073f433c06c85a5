; Processes in a ring that hand a token on, as in Erlang: they share nothing and only send messages.
(import (scheme base) (scheme write) (ttil process))

; A member of the ring passes the token to the next until it says 0, then tells who began.
(define (member next home)
  (let loop ()
    (receive
      (('token 0) (send home (list 'stopped (self))))
      (('token n) (send next (list 'token (- n 1))) (loop))
      ('stop (send next 'stop)))))

; The last member has to know the first, which does not exist yet: it waits to be told.
(define (start-ring size)
  (let* ((home (self))
         (last (spawn (lambda () (receive (('next first) (member first home)))))))
    (let add ((left (- size 1)) (first last))
      (if (= left 0)
          (begin (send last (list 'next first)) first)
          (let ((next first))
            (add (- left 1) (spawn (lambda () (member next home)))))))))

(define ring (start-ring 100))
(send ring '(token 5000))
(receive
  (('stopped who) (display "the token has stopped") (newline)) ; expect: the token has stopped
  (after 60000 (display "it is lost") (newline)))

; Messages may be any data. A process answers questions one after the other, with the state that it keeps for itself.
(define (counter)
  (let loop ((counts '()))
    (receive
      (('count word)
       (let ((entry (assoc word counts)))
         (loop (if entry
                   (map (lambda (e) (if (eq? e entry) (cons word (+ 1 (cdr e))) e)) counts)
                   (cons (cons word 1) counts)))))
      (('report to) (send to (list 'counts (reverse counts))) (loop counts)))))
(define words (spawn counter))
(for-each (lambda (word) (send words (list 'count word))) '("tea" "milk" "tea" "tea"))
(send words (list 'report (self)))
(receive (('counts counts) (write counts) (newline))) ; expect: (("tea" . 3) ("milk" . 1))

; A message is a copy: what its sender changes later does not matter to the one who got it.
(define letter (list 'shopping (string-copy "bread")))
(define keeper
  (spawn (lambda ()
    (receive
      (('shopping item)
       (receive (('show to) (send to (list 'item item)))))))))
(send keeper letter)
(string-set! (cadr letter) 0 #\t)
(send keeper (list 'show (self)))
(receive (('item item) (write item) (newline))) ; expect: "bread"

; Waiting may end: nobody sends this.
(write (receive ('never 'came) (after 10 'gave-up))) ; expect: gave-up
(newline)
