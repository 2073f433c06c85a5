; (ttil process): what can be changed is copied, with its structure; what cannot is shared.
(import (scheme base) (scheme cxr) (scheme write) (ttil process))
(define (show first . more) (write first) (for-each (lambda (x) (display " ") (write x)) more) (newline))
(define me (self))
(define (back x) (! me x) (receive (y y)))

(define l (list 1 2 3))
(define copy (back l))
(set-car! copy 99)
(show l copy)                                              ; expect: (1 2 3) (99 2 3)

; Sharing within a message is kept, and so are cycles.
(define shared (list 'x))
(define both (back (list shared shared)))
(show (eq? (car both) (cadr both)) (eq? (car both) shared)) ; expect: #t #f
(define ring (list 1 2 3))
(set-cdr! (cddr ring) ring)
(define ring2 (back ring))
(show (eq? ring2 (cdddr ring2)) (eq? ring ring2) (caddr ring2)) ; expect: #t #f 3
(define v (vector 1 2))
(vector-set! v 0 v)
(define v2 (back v))
(show (eq? v2 (vector-ref v2 0)) (eq? v v2))               ; expect: #t #f

; Strings and bytevectors that procedures make can be changed; literals cannot.
(define s (string-copy "abc"))
(define s2 (back s))
(string-set! s2 0 #\X)
(show s s2)                                                ; expect: "abc" "Xbc"
(define b (bytevector 1 2))
(define b2 (back b))
(bytevector-u8-set! b2 0 9)
(show b b2)                                                ; expect: #u8(1 2) #u8(9 2)

; Records and what procedures have captured
(define-record-type point (make-point x y) point? (x point-x set-point-x!) (y point-y))
(define p (make-point 1 (list 2)))
(define p2 (back p))
(set-point-x! p2 5)
(show (point? p2) (point-x p) (point-x p2) (eq? (point-y p) (point-y p2))) ; expect: #t 1 5 #f
(define (make-counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define count (make-counter))
(count)
(define count2 (back count))
(show (count2) (count2) (count))                           ; expect: 2 3 2
(define two (back (list count count)))
((car two))
(show ((cadr two)))                                        ; expect: 4

; What cannot change is the same object.
(define f (lambda (x) x))
(show (eq? (back 'a) 'a) (eq? (back f) f) (= (back (expt 3 100)) (expt 3 100))) ; expect: #t #t #t

; A process begins with a copy of what its procedure has captured and of the variables of the program.
(define table (list 1 2))
(define number 1)
(define (change) (set-car! table 'changed) (set! number 2) (list table number))
(let ((local (vector 1)))
  (spawn (lambda () (vector-set! local 0 'child) (! me (list (change) local)))))
(show (receive (x x)))                                     ; expect: (((changed 2) 2) #(child))
(show table number)                                        ; expect: (1 2) 1
(define (late) number)
(set! number 7)
(spawn (lambda () (! me (late))))
(show (receive (x x)))                                     ; expect: 7

; A long list is copied without recursion.
(define long (let loop ((i 0) (l '())) (if (= i 200000) l (loop (+ i 1) (cons i l)))))
(show (length (back long)))                                ; expect: 200000
(define deep (let loop ((i 0) (l '())) (if (= i 200000) l (loop (+ i 1) (list l)))))
(show (let loop ((n 0) (l (back deep))) (if (null? l) n (loop (+ n 1) (car l))))) ; expect: 200000
