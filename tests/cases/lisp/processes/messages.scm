; (ttil process): sending and receiving by patterns.
(import (scheme base) (scheme write) (ttil process))
(define (show first . more) (write first) (for-each (lambda (x) (display " ") (write x)) more) (newline))
(define me (self))

; What does not match stays, in its order.
(! me 1)
(! me 'two)
(! me "three")
(! me '(pair . 4))
(! me #(5 six))
(! me #\7)
(receive ((? string? s) (show 'string s)))                 ; expect: string "three"
(receive (#(n name) (show 'vector n name)))                ; expect: vector 5 six
(receive (('pair . n) (show 'pair n)))                     ; expect: pair 4
(receive (#\7 (show 'character)))                          ; expect: character
(receive ('two (show 'symbol)))                            ; expect: symbol
(receive (x (show 'any x)))                                ; expect: any 1

; The first clause that matches is taken, and its value is the value of the form.
(! me '(add 1 2))
(show (receive (('sub a b) (- a b)) (('add a b) (+ a b)) (_ 'other))) ; expect: 3
(! me '(1 (2 3) . 4))
(show (receive ((a (b c) . d) (list a b c d))))            ; expect: (1 2 3 4)
(! me '())
(show (receive (() 'empty)))                               ; expect: empty

; after
(show (receive (x x) (after 0 'nothing)))                  ; expect: nothing
(show (receive (x x) (after 5 'nothing)))                  ; expect: nothing
(! me 'here)
(show (receive ('elsewhere 1) (after 1 'not-that)))        ; expect: not-that
(show (receive (x x) (after 0 'nothing)))                  ; expect: here

; A server that keeps its state in its arguments.
(define (counter n)
  (receive
    (('add k) (counter (+ n k)))
    (('get from) (! from (list 'count n)) (counter n))
    ('stop 'done)))
(define c (spawn (lambda () (counter 10))))
(! c '(add 5))
(! c '(add 7))
(! c (list 'get me))
(show (receive (('count n) n)))                            ; expect: 22
(! c 'stop)

; Names
(show (register 'main) (= (whereis 'main) me) (whereis 'nobody)) ; expect: #t #t #f
(! 'main 'by-name)
(show (receive (x x)))                                     ; expect: by-name
(! 'nobody 'lost)
(show (unregister 'main) (whereis 'main))                  ; expect: #t #f

; Timers
(define timer (send-after 100000 me 'late))
(send-after 1 me 'soon)
(show (receive (x x)))                                     ; expect: soon
(show (cancel-timer timer) (cancel-timer timer))           ; expect: #t #f

; The clauses may raise, and the message is gone then; a predicate that raises leaves it.
(! me 5)
(show (guard (e (#t 'raised)) (receive ((? car x) x))))    ; expect: raised
(show (guard (e (#t (list 'raised e))) (receive (n (raise n))))) ; expect: (raised 5)
(show (receive (x x) (after 0 'gone)))                     ; expect: gone

(show (guard (e ((error-object? e) (error-object-message e))) (! "main" 1))) ; expect: "send expects a process id or the name of a process, a symbol, but got \"main\""
