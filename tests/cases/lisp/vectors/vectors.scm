; R7RS 6.8: vectors.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (vector? #(1)))                                      ; expect: #t
(show (vector? '(1)))                                      ; expect: #f
(show (vector? "a"))                                       ; expect: #f
(show (vector? #u8(1)))                                    ; expect: #f
(show (make-vector 3 'x))                                  ; expect: #(x x x)
(show (vector-length (make-vector 4)))                     ; expect: 4
(show (make-vector 0))                                     ; expect: #()
(show (vector 'a 'b 'c))                                   ; expect: #(a b c)
(show (vector))                                            ; expect: #()
(show (vector-length #(1 2 3)))                            ; expect: 3
(show (vector-ref '#(1 1 2 3 5 8 13 21) 5))                ; expect: 8
(show (vector-ref '#(1 1 2 3 5 8 13 21) (exact (round (* 2 3.25))))) ; expect: 13
(show (let ((v (vector 0 '(2 2 2 2) "Anna"))) (vector-set! v 1 '("Sue" "Sue")) v)) ; expect: #(0 ("Sue" "Sue") "Anna")
(show (guard (e ((error-object? e) 'outside)) (vector-ref #(1 2) 2))) ; expect: outside
(show (guard (e ((error-object? e) 'outside)) (vector-ref #(1 2) -1))) ; expect: outside
(show (guard (e ((error-object? e) 'outside)) (vector-set! (vector 1 2) 2 0))) ; expect: outside
(show (guard (e ((error-object? e) 'no-index)) (vector-ref #(1 2) 1.0))) ; expect: no-index
(show (guard (e ((error-object? e) 'no-vector)) (vector-ref '(1 2) 1))) ; expect: no-vector
(show (guard (e ((error-object? e) 'negative)) (make-vector -1))) ; expect: negative
(show (vector->list '#(dah dah didah)))                    ; expect: (dah dah didah)
(show (vector->list '#(dah dah didah) 1))                  ; expect: (dah didah)
(show (vector->list '#(dah dah didah) 1 2))                ; expect: (dah)
(show (list->vector '(dididit dah)))                       ; expect: #(dididit dah)
(show (list->vector '()))                                  ; expect: #()
(define a #(1 8 2 8))
(define b (vector-copy a))
(vector-set! b 0 3)
(show (list a b))                                          ; expect: (#(1 8 2 8) #(3 8 2 8))
(show (vector-copy b 1))                                   ; expect: #(8 2 8)
(show (vector-copy b 1 3))                                 ; expect: #(8 2)
(define c (vector 1 2 3 4 5))
(define d (vector 10 20 30 40 50))
(vector-copy! d 1 c 0 2)
(show d)                                                   ; expect: #(10 1 2 40 50)
(vector-copy! d 3 c 3)
(show d)                                                   ; expect: #(10 1 2 4 5)
(vector-copy! c 1 c 0 4)
(show c)                                                   ; expect: #(1 1 2 3 4)
(vector-copy! c 0 c 2)
(show c)                                                   ; expect: #(2 3 4 3 4)
(show (guard (e ((error-object? e) 'outside)) (vector-copy! (make-vector 2 0) 1 c))) ; expect: outside
(show (vector-append #(a b c) #(d e f)))                   ; expect: #(a b c d e f)
(show (vector-append))                                     ; expect: #()
(show (vector-append #(a) #() #(b c)))                     ; expect: #(a b c)
(show (let ((v (vector 1 2 3 4 5))) (vector-fill! v 'smash 2 4) v)) ; expect: #(1 2 smash smash 5)
(show (let ((v (vector 1 2 3))) (vector-fill! v 0) v))     ; expect: #(0 0 0)
(show (let ((v (vector 1 2 3))) (vector-fill! v 0 1) v))   ; expect: #(1 0 0)
(show (let ((v (make-vector 3 '()))) (vector-set! v 0 v) (eq? v (vector-ref v 0)))) ; expect: #t
