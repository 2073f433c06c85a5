; A state machine by tail calls: each state is a procedure that calls the next. It runs as long as the input does, in constant space.
(import (scheme base) (scheme char) (scheme write))

; Numbers in a text: [sign] digits [. digits]. The machine reads a string and gives the list of numbers that it found.
(define (numbers-in text)
  (define in (open-input-string text))
  (define (digit? c) (and (char? c) (char-numeric? c)))

  (define (start found)
    (let ((c (read-char in)))
      (cond ((eof-object? c) (reverse found))
            ((char=? c #\-) (signed found))
            ((digit? c) (whole (digit-value c) 1 found))
            (else (start found)))))
  (define (signed found)
    (if (digit? (peek-char in))
        (whole (digit-value (read-char in)) -1 found)
        (start found)))
  (define (whole value sign found)
    (let ((c (peek-char in)))
      (cond ((digit? c) (whole (+ (* 10 value) (digit-value (read-char in))) sign found))
            ((eqv? c #\.) (read-char in) (fraction value 1/10 sign found))
            (else (start (cons (* sign value) found))))))
  (define (fraction value place sign found)
    (if (digit? (peek-char in))
        (fraction (+ value (* place (digit-value (read-char in)))) (/ place 10) sign found)
        (start (cons (* sign value) found))))

  (start '()))

(write (numbers-in "3 apples, -12 degrees, 2.50 for 7-8")) ; expect: (3 -12 5/2 7 -8)
(newline)

; A turnstile: a table of states, and a million events.
(define transitions
  '((locked (coin unlocked) (push locked))
    (unlocked (coin unlocked) (push locked))))
(define (next state event) (cadr (assq event (cdr (assq state transitions)))))
(define (run state events-left passed)
  (if (= events-left 0)
      (list state passed)
      (let ((event (if (= 0 (modulo events-left 3)) 'coin 'push)))
        (run (next state event)
             (- events-left 1)
             (if (and (eq? event 'push) (eq? state 'unlocked)) (+ passed 1) passed)))))
(write (run 'locked 300000 0)) (newline)   ; expect: (locked 100000)
