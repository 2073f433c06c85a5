; What AFTER takes in RECEIVE: milliseconds, a number that is an integer and not negative.
(import (scheme base) (scheme write) (ttil process))
(define-syntax show
  (syntax-rules () ((_ e) (begin (display (guard (x ((error-object? x) (error-object-message x))) e)) (newline)))))
(show (receive (x 1) (after 'a 'n)))                       ; expect: receive expects a time in milliseconds, an integer that is not negative, but got a
(show (receive (x 1) (after -1 'n)))                       ; expect: receive expects a time in milliseconds, an integer that is not negative, but got -1
(show (receive (x 1) (after 1/2 'n)))                      ; expect: receive expects a time in milliseconds, an integer that is not negative, but got 1/2
(show (receive (x 1) (after 0.5 'n)))                      ; expect: receive expects a time in milliseconds, an integer that is not negative, but got 0.5
(show (receive (x 1) (after +inf.0 'n)))                   ; expect: receive expects a time in milliseconds, an integer that is not negative, but got +inf.0
(show (receive (x 1) (after 0 'n)))                        ; expect: n
(show (receive (x 1) (after 1.0 'n)))                      ; expect: n
(define me (self))
(spawn (lambda () (send me 'come)))
(show (receive (x x) (after (expt 2 70) 'n)))              ; expect: come
