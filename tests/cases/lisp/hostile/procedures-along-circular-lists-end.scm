; What calls a procedure for each element of circular lists ends with an error, unless one of the lists has an end.
(import (scheme base) (scheme write) (srfi 1))
(define-syntax show-error
  (syntax-rules () ((_ e) (begin (write (guard (x ((error-object? x) (error-object-message x))) e)) (newline)))))
(define c (list 1 2 3))
(set-cdr! (cddr c) c)
(define d (list 4 5))
(set-cdr! (cdr d) d)
(show-error (map - c))                                     ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (map + c c))                                   ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (map + c d c))                                 ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (apply map list (list c d)))                   ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (for-each - c))                                ; expect: "for-each expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (for-each + d c))                              ; expect: "for-each expects a list with an end but got #0=(4 5 . #0#)"
(show-error (for-each + c c c))                            ; expect: "for-each expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (map + c d '(10 20 30)))                       ; expect: (15 27 37)
(show-error (member 9 c =))                                ; expect: "member expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (car (member 3 c =)))                          ; expect: 3
(show-error (let ((entries (circular-list '(1 2)))) (assoc 9 entries =))) ; expect: "assoc expects a list with an end but got #0=((1 2) . #0#)"
(show-error (filter odd? c))                               ; expect: "filter expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (remove odd? c))                               ; expect: "remove expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (partition odd? c))                            ; expect: "partition expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (delete 1 c))                                  ; expect: "remove expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (delete-duplicates c))                         ; expect: "delete-duplicates expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (count odd? c))                                ; expect: "count expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (count < c d))                                 ; expect: "count expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (fold + 0 c))                                  ; expect: "fold expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (fold + 0 c d))                                ; expect: "fold expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (fold + 0 c d c))                              ; expect: "fold expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (fold + 0 c d '(1 1 1)))                       ; expect: 22
(show-error (reduce + 0 d))                                ; expect: "fold expects a list with an end but got #0=(5 4 . #0#)"
(show-error (fold-right + 0 c))                            ; expect: "reverse expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (append-map list c))                           ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (append-map list c d))                         ; expect: "map expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (pair-fold (lambda (pair n) n) 0 c))           ; expect: "pair-fold expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (pair-fold-right list 0 c d))                  ; expect: "pair-fold-right expects a list with an end but got #0=(1 2 3 . #0#)"
(show-error (find even? c))                                ; expect: 2
; Lists that are long and have an end are not refused, and dotted ones are told from circular ones.
(define long (iota 30000))
(show-error (length (map + long long)))                    ; expect: 30000
(show-error (apply + (map - long)))                        ; expect: -449985000
(show-error (length (map + long c)))                       ; expect: 30000
(show-error (fold + 0 long))                               ; expect: 449985000
(show-error (let ((n 0)) (for-each (lambda (x) (set! n (+ n 1))) long) n)) ; expect: 30000
(show-error (length (filter even? long)))                  ; expect: 15000
