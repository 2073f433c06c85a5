; R7RS 4.3.2: the patterns and templates of syntax-rules.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define-syntax my-or
  (syntax-rules ()
    ((_) #f)
    ((_ e) e)
    ((_ e1 e2 ...) (let ((t e1)) (if t t (my-or e2 ...))))))
(show (my-or))                                             ; expect: #f
(show (my-or #f #f 3))                                     ; expect: 3

; Ellipsis in the middle, and a dotted tail.
(define-syntax last-of (syntax-rules () ((_ first ... last) 'last)))
(show (last-of 1 2 3))                                     ; expect: 3
(show (last-of 1))                                         ; expect: 1
(define-syntax but-two (syntax-rules () ((_ a ... y z) '((a ...) y z))))
(show (but-two 1 2 3 4))                                   ; expect: ((1 2) 3 4)
(define-syntax tail (syntax-rules () ((_ a . rest) '(a rest))))
(show (tail 1 2 3))                                        ; expect: (1 (2 3))
(show (tail 1))                                            ; expect: (1 ())
(show (tail 1 . 2))                                        ; expect: (1 2)
(define-syntax dotted (syntax-rules () ((_ (a ... . b)) '((a ...) b))))
(show (dotted (1 2 . 3)))                                  ; expect: ((1 2) 3)
(show (dotted (1 2)))                                      ; expect: ((1 2) ())
(show (dotted 5))                                          ; expect: (() 5)

; Nested ellipses.
(define-syntax my-let*
  (syntax-rules ()
    ((_ () body ...) (let () body ...))
    ((_ ((x v) more ...) body ...) (let ((x v)) (my-let* (more ...) body ...)))))
(show (my-let* ((a 1) (b (+ a 1)) (c (* b 2))) (list a b c))) ; expect: (1 2 4)
(define-syntax flat (syntax-rules () ((_ ((a b ...) ...)) '(a ... (b ... ) ...))))
(show (flat ((1 2 3) (4) (5 6))))                          ; expect: (1 4 5 (2 3) () (6))
(define-syntax splice (syntax-rules () ((_ (a ...) ...) '(a ... ...))))
(show (splice (1 2) () (3)))                               ; expect: (1 2 3)
(define-syntax distribute (syntax-rules () ((_ x (y ...) ...) '((x y ...) ...))))
(show (distribute k (1 2) (3)))                            ; expect: ((k 1 2) (k 3))
(define-syntax three (syntax-rules () ((_ (((a ...) ...) ...)) '(((a ... end) ... mark) ... stop))))
(show (three (((1 2) (3)) () ((4)))))                      ; expect: (((1 2 end) (3 end) mark) (mark) ((4 end) mark) stop)
(define-syntax my-cond-list
  (syntax-rules () ((_ (test value ...) ...) (list (cons test (list value ...)) ...))))
(show (my-cond-list (1 2 3) ('a) (#t 'x)))                 ; expect: ((1 2 3) (a) (#t x))

; Literals.
(define-syntax for
  (syntax-rules (in from to)
    ((_ x in l body ...) (map (lambda (x) body ...) l))
    ((_ x from a to b body ...) (let loop ((x a) (r '())) (if (> x b) (reverse r) (loop (+ x 1) (cons (begin body ...) r)))))))
(show (for x in '(1 2 3) (* x x)))                         ; expect: (1 4 9)
(show (for x from 2 to 4 (* x 10)))                        ; expect: (20 30 40)

; Vectors, strings, numbers, characters and booleans in patterns.
(define-syntax vec (syntax-rules () ((_ #(a b ...)) '(a #(b ... a)))))
(show (vec #(1 2 3)))                                      ; expect: (1 #(2 3 1))
(show (vec #(1)))                                          ; expect: (1 #(1))
(define-syntax constant
  (syntax-rules () ((_ 1) 'one) ((_ "s") 'string) ((_ #\c) 'char) ((_ #t) 'true) ((_ ()) 'empty) ((_ x) 'other)))
(show (list (constant 1) (constant "s") (constant #\c) (constant #t) (constant ()) (constant 2))) ; expect: (one string char true empty other)

; The underscore matches anything, any number of times.
(define-syntax second (syntax-rules () ((_ _ x _ ...) x)))
(show (second 1 2 3 4))                                    ; expect: 2

; Another ellipsis, and the escaped one.
(define-syntax my-list (syntax-rules ::: () ((_ a :::) '(a ::: ...))))
(show (my-list 1 2))                                       ; expect: (1 2 ...)
(define-syntax escaped (syntax-rules () ((_ a) '(a (... ...)))))
(show (escaped x))                                         ; expect: (x ...)
(define-syntax escaped-template (syntax-rules () ((_ a) '(... (a ... a)))))
(show (escaped-template x))                                ; expect: (x ... x)
(define-syntax be-like-begin
  (syntax-rules () ((_ name) (define-syntax name (syntax-rules () ((_ expr (... ...)) (begin expr (... ...))))))))
(be-like-begin sequence)
(show (sequence 1 2 3 4))                                  ; expect: 4
; A literal ellipsis is no ellipsis.
(define-syntax dots (syntax-rules (...) ((_ ... x) '(x dots)) ((_ a b) 'other)))
(show (dots ... 5))                                        ; expect: (5 dots)
(show (dots 4 5))                                          ; expect: other

; No pattern fits.
(define-syntax two (syntax-rules () ((_ a b) '(a b))))
(show (two 1 2))                                           ; expect: (1 2)
