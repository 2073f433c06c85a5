; R7RS 4.2.6: make-parameter, parameterize.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define radix
  (make-parameter 10 (lambda (x) (if (and (exact-integer? x) (<= 2 x 16)) x (error "invalid radix" x)))))
(define (f n) (number->string n (radix)))
(show (f 12))                                              ; expect: "12"
(show (parameterize ((radix 2)) (f 12)))                   ; expect: "1100"
(show (f 12))                                              ; expect: "12"
(show (guard (e ((error-object? e) (cons (error-object-message e) (error-object-irritants e))))
        (parameterize ((radix 0)) (f 12))))                ; expect: ("invalid radix" 0)
(define plain (make-parameter 'a))
(define other (make-parameter 1))
(show (parameterize ((plain 'b) (other 2)) (list (plain) (other)))) ; expect: (b 2)
(show (list (plain) (other)))                              ; expect: (a 1)
(show (parameterize () 'empty))                            ; expect: empty
; The converter is used for the first value and for each new one, but not again when they come back.
(define doubled (make-parameter 1 (lambda (x) (* 2 x))))
(show (list (doubled) (parameterize ((doubled 5)) (doubled)) (doubled))) ; expect: (2 10 2)
; The values are computed with the parameters as they were.
(show (parameterize ((other 10)) (parameterize ((other (+ 1 (other))) (plain (other))) (list (other) (plain))))) ; expect: (11 10)
; An inner procedure sees the binding of its caller; leaving by an error or a continuation ends it.
(define (ask) (other))
(show (parameterize ((other 3)) (ask)))                    ; expect: 3
(show (guard (e (#t (other))) (parameterize ((other 4)) (raise 'leave)))) ; expect: 1
(show (begin (call/cc (lambda (k) (parameterize ((other 5)) (k #t)))) (other))) ; expect: 1
; And coming back by a continuation restores it.
(define back #f)
(define turns 0)
(show (parameterize ((other 6))
        (call/cc (lambda (k) (set! back k)))
        (other)))                                          ; expect: 6
                                                           ; expect: 6
(set! turns (+ turns 1))
(if (= turns 1) (back #f))
(show (other))                                             ; expect: 1
(show (procedure? plain))                                  ; expect: #t
