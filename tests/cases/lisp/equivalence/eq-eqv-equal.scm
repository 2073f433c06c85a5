; R7RS 6.1: eq?, eqv?, equal?.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (eqv? 'a 'a))                                        ; expect: #t
(show (eqv? 'a 'b))                                        ; expect: #f
(show (eqv? 2 2))                                          ; expect: #t
(show (eqv? 2 2.0))                                        ; expect: #f
(show (eqv? '() '()))                                      ; expect: #t
(show (eqv? 100000000000000000000 100000000000000000000))  ; expect: #t
(show (eqv? 1/3 2/6))                                      ; expect: #t
(show (eqv? 0.0 -0.0))                                     ; expect: #f
(show (eqv? +nan.0 +nan.0))                                ; expect: #t
(show (eqv? +inf.0 (/ 1.0 0.0)))                           ; expect: #t
(show (eqv? (cons 1 2) (cons 1 2)))                        ; expect: #f
(show (eqv? (lambda () 1) (lambda () 2)))                  ; expect: #f
(show (let ((p (lambda (x) x))) (eqv? p p)))               ; expect: #t
(show (eqv? #f 'nil))                                      ; expect: #f
(show (eqv? #\a #\a))                                      ; expect: #t
(show (eqv? #\a #\b))                                      ; expect: #f
(show (let ((x '(a))) (eqv? x x)))                         ; expect: #t
(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(show (let ((g (counter))) (eqv? g g)))                    ; expect: #t
(show (eqv? (counter) (counter)))                          ; expect: #f
(show (eqv? (make-string 1 #\a) (make-string 1 #\a)))      ; expect: #f
(show (eq? 'a 'a))                                         ; expect: #t
(show (eq? '() '()))                                       ; expect: #t
(show (eq? car car))                                       ; expect: #t
(show (eq? (list 'a) (list 'a)))                           ; expect: #f
(show (let ((x '#())) (eq? x x)))                          ; expect: #t
(show (eq? #t #t))                                         ; expect: #t
(show (eq? (eof-object) (eof-object)))                     ; expect: #t
(show (eq? (string->symbol "x") 'x))                       ; expect: #t
(show (equal? 'a 'a))                                      ; expect: #t
(show (equal? '(a (b) c) '(a (b) c)))                      ; expect: #t
(show (equal? '(a (b) c) '(a (b) d)))                      ; expect: #f
(show (equal? "abc" (string #\a #\b #\c)))                 ; expect: #t
(show (equal? "abc" "abd"))                                ; expect: #f
(show (equal? 2 2))                                        ; expect: #t
(show (equal? 2 2.0))                                      ; expect: #f
(show (equal? (make-vector 5 'a) (make-vector 5 'a)))      ; expect: #t
(show (equal? #u8(1 2) (bytevector 1 2)))                  ; expect: #t
(show (equal? #(1 2) '(1 2)))                              ; expect: #f
(show (equal? #(1 (2 "x")) (vector 1 (list 2 (string #\x))))) ; expect: #t
(show (equal? "" (string)))                                ; expect: #t
(show (equal? (vector) (vector)))                          ; expect: #t
