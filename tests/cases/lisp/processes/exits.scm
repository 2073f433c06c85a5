; (ttil process): links, monitors and exit signals.
(import (scheme base) (scheme write) (ttil process))
(define (show first . more) (write first) (for-each (lambda (x) (display " ") (write x)) more) (newline))
(define me (self))
(define (wait) (receive ('never 'comes)))

; A monitor is told the reason: a symbol when it is a word, a string when it is not.
(define (reason-of thunk)
  (let-values (((pid reference) (spawn-monitor thunk)))
    (receive (('down r p reason) (if (and (equal? r reference) (= p pid)) reason 'wrong)))))
(show (reason-of (lambda () 'any-value)))                  ; expect: normal
(show (reason-of (lambda () (exit-self 'out-of-fuel))))    ; expect: out-of-fuel
(show (reason-of (lambda () (exit-self "no fuel left"))))  ; expect: "no fuel left"
(show (reason-of (lambda () (exit-self))))                 ; expect: normal
(define victim (spawn wait))
(define reference (monitor victim))
(exit-process victim 'kill)
(show (receive (('down r p reason) (list (equal? r reference) reason)))) ; expect: (#t killed)
(show (receive (x x) (after 0 'nothing)))                  ; expect: nothing
(monitor victim)
(show (receive (('down r p reason) (list (= p victim) reason)))) ; expect: (#t noproc)
(define other (spawn wait))
(show (demonitor (monitor other)))                         ; expect: #t
(exit-process other 'kill)

; A link ends both; trapping makes messages of it.
(show (reason-of (lambda () (spawn-link (lambda () (exit-self 'inner))) (wait)))) ; expect: inner
(trap-exit #t)
(define child (spawn-link (lambda () (exit-self 'broken))))
(show (receive (('exit p reason) (list (= p child) reason)))) ; expect: (#t broken)
(link child)
(show (receive (('exit p reason) (list (= p child) reason)))) ; expect: (#t noproc)
(define friend (spawn wait))
(link friend)
(unlink friend)
(exit-process friend 'kill)
(show (receive (x x) (after 5 'nothing)))                  ; expect: nothing
(show (pair? (memv me (processes))))                       ; expect: #t
(define asleep (spawn wait))
(define (state-of pid) (cdr (assq 'state (process-info pid))))
(let loop () (if (not (eq? (state-of asleep) 'waiting)) (begin (sleep 1) (loop))))
(show (state-of asleep))                                   ; expect: waiting
(show (process-info child))                                ; expect: #f
