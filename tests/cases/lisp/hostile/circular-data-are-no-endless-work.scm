; Circular data in procedures that walk lists: an answer or an error, but an end.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))
(define ring (list 1 2 3))
(set-cdr! (cddr ring) ring)
(show (list? ring))                                        ; expect: #f
(show (guard (e ((error-object? e) 'circular)) (length ring))) ; expect: circular
(show (equal? ring ring))                                  ; expect: #t
(define other (list 1 2 3 1 2 3))
(set-cdr! (list-tail other 5) other)
(show (equal? ring other))                                 ; expect: #t
(show (let ((o (open-output-string))) (write ring o) (get-output-string o))) ; expect: "#0=(1 2 3 . #0#)"
(show (map + '(10 20) ring))                               ; expect: (11 22)
(show (guard (e ((error-object? e) 'circular)) (apply + ring))) ; expect: circular
(show (guard (e ((error-object? e) 'circular)) (list->vector ring))) ; expect: circular
(show (guard (e ((error-object? e) 'circular)) (append ring '(1)))) ; expect: circular
(show (guard (e ((error-object? e) 'circular)) (reverse ring))) ; expect: circular
(show (guard (e ((error-object? e) 'circular)) (list-copy ring))) ; expect: circular
(define v (vector 1 2))
(vector-set! v 0 v)
(vector-set! v 1 ring)
(write v) (newline)                                        ; expect: #0=#(#0# #1=(1 2 3 . #1#))
(define left (list 'x))
(set-car! left left)
(define right (list 'x))
(set-car! right right)
(show (equal? left right))                                 ; expect: #t
