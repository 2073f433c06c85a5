; A small adventure. Try it: run it without the input that the lines below give it as a test.
; stdin: look
; stdin: take lamp
; stdin: north
; stdin: dance
; stdin: take key
; stdin: south
; stdin: inventory
; stdin: open chest
; stdin: quit
(import (scheme base) (scheme char) (scheme write))

(define rooms
  '((hall "You are in a dusty hall. A dark passage leads north." (north . cellar))
    (cellar "You are in a cellar that smells of old books. The hall is south." (south . hall))))
(define places (list (cons 'lamp 'hall) (cons 'chest 'hall) (cons 'key 'cellar)))
(define here 'hall)

(define (say . parts) (for-each display parts) (newline))
(define (things-at place)
  (let loop ((all places) (found '()))
    (cond ((null? all) (reverse found))
          ((eq? (cdar all) place) (loop (cdr all) (cons (caar all) found)))
          (else (loop (cdr all) found)))))
(define (carrying? thing) (memq thing (things-at 'me)))

(define (look)
  (let ((room (assq here rooms)))
    (if (and (eq? here 'cellar) (not (carrying? 'lamp)))
        (say "It is too dark to see anything.")
        (begin
          (say (cadr room))
          (for-each (lambda (thing) (say "There is a " thing " here.")) (things-at here))))))
(define (go direction)
  (cond ((assq direction (cddr (assq here rooms))) => (lambda (exit) (set! here (cdr exit)) (look)))
        (else (say "There is no way " direction "."))))
(define (take thing)
  (let ((entry (assq thing places)))
    (cond ((not (and entry (eq? (cdr entry) here))) (say "There is no " thing " here."))
          ((eq? thing 'chest) (say "The chest is far too heavy."))
          (else (set-cdr! entry 'me) (say "You take the " thing ".")))))
(define (open thing)
  (cond ((not (eq? thing 'chest)) (say "That cannot be opened."))
        ((not (eq? here 'hall)) (say "There is no chest here."))
        ((carrying? 'key) (say "The chest opens. Inside lies a book: Structure and Interpretation."))
        (else (say "It is locked."))))

; The words of a line, as symbols.
(define (words line)
  (let loop ((chars (string->list line)) (word '()) (found '()))
    (define (finish) (if (null? word) found (cons (string->symbol (list->string (reverse word))) found)))
    (cond ((null? chars) (reverse (finish)))
          ((char-whitespace? (car chars)) (loop (cdr chars) '() (finish)))
          (else (loop (cdr chars) (cons (char-downcase (car chars)) word) found)))))

(define (obey command)
  (let ((verb (if (pair? command) (car command) 'nothing))
        (thing (if (and (pair? command) (pair? (cdr command))) (cadr command) 'nothing)))
    (case verb
      ((look) (look))
      ((north south east west) (go verb))
      ((take get) (take thing))
      ((open) (open thing))
      ((inventory) (say "You carry: " (things-at 'me)))
      (else (say "I do not know how to " verb ".")))))

(let play ()
  (let ((line (read-line)))
    (unless (or (eof-object? line) (equal? (words line) '(quit)))
      (obey (words line))
      (play))))
(say "Good bye.")
; expect: You are in a dusty hall. A dark passage leads north.
; expect: There is a lamp here.
; expect: There is a chest here.
; expect: You take the lamp.
; expect: You are in a cellar that smells of old books. The hall is south.
; expect: There is a key here.
; expect: I do not know how to dance.
; expect: You take the key.
; expect: You are in a dusty hall. A dark passage leads north.
; expect: There is a chest here.
; expect: You carry: (lamp key)
; expect: The chest opens. Inside lies a book: Structure and Interpretation.
; expect: Good bye.
