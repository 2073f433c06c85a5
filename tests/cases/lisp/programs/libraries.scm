; R7RS 5.2, 5.6: define-library and import with only, except, prefix and rename.
(define-library (shapes area)
  (export square-area (rename rectangle rectangle-area) pi-ish make-counter)
  (import (scheme base))
  (begin
    (define pi-ish 22/7)
    (define (rectangle w h) (* w h))
    (define (square-area a) (rectangle a a)))
  (begin
    (define count 0)
    (define (make-counter) (lambda () (set! count (+ count 1)) count))))
(define-library (shapes syntax)
  (export repeat my-if it)
  (import (rename (scheme base) (if base-if)))
  (begin
    (define it 'from-the-library)
    (define (times n thunk) (base-if (> n 0) (begin (thunk) (times (- n 1) thunk))))
    (define-syntax my-if (syntax-rules (then else) ((_ c then a else b) (base-if c a b))))
    (define-syntax repeat (syntax-rules () ((_ n body ...) (times n (lambda () body ...)))))))
(define-library (shapes 3 d)
  (export volume)
  (import (scheme base) (shapes area))
  (cond-expand
    (no-such-feature (begin (define (volume a) 'never)))
    (else (begin (define (volume a) (* a (square-area a))))))
  (include-library-declarations "parts/more.sld"))
(import (scheme base) (scheme write)
        (prefix (only (shapes area) square-area rectangle-area) area:)
        (except (shapes area) square-area rectangle-area)
        (rename (shapes syntax) (it library-it))
        (shapes 3 d))
(define (show x) (write x) (newline))

(show (area:square-area 3))                                ; expect: 9
(show (area:rectangle-area 3 4))                           ; expect: 12
(show pi-ish)                                              ; expect: 22/7
(show library-it)                                          ; expect: from-the-library
(define next (make-counter))
(next)
(show ((make-counter)))                                    ; expect: 2
(define n 0)
(repeat 3 (set! n (+ n 2)))
(show n)                                                   ; expect: 6
(show (my-if #t then 'yes else 'no))                       ; expect: yes
(show (volume 3))                                          ; expect: 27
(show surface)                                             ; expect: 6
; A private name of a library is not the program's.
(define (rectangle) 'mine)
(define times 'mine)
(show (list (rectangle) times (area:square-area 5)))       ; expect: (mine mine 25)
