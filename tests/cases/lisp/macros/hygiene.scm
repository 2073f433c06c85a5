; R7RS 4.3: names that a macro brings in and names of its use stay apart.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(define-syntax swap! (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
(show (let ((tmp 1) (other 2)) (swap! tmp other) (list tmp other))) ; expect: (2 1)
(define-syntax my-or2 (syntax-rules () ((_ a b) (let ((t a)) (if t t b)))))
(show (let ((t 5)) (my-or2 #f t)))                         ; expect: 5
(show (let ((if list)) (my-or2 #f 7)))                     ; expect: 7
(show (let ((let list) (t 3)) (my-or2 #f t)))              ; expect: 3
(define-syntax my-unless (syntax-rules () ((_ c b ...) (if c #f (begin b ...)))))
(show (let ((begin list) (if vector)) (my-unless #f 'a 'b))) ; expect: b
; The example of the report: a local binding of a literal is not the literal.
(show (let ((=> #f)) (cond (#t => 'ok))))                  ; expect: ok
(show (let ((else #f)) (cond (#f 1) (else 2) (#t 3))))     ; expect: 3
(define-syntax is-else (syntax-rules (else) ((_ else) 'keyword) ((_ x) 'other)))
(show (is-else else))                                      ; expect: keyword
(show (let ((else 1)) (is-else else)))                     ; expect: other
; A macro refers to what was visible where it was defined.
(define x 'global)
(define-syntax get-x (syntax-rules () ((_) x)))
(show (let ((x 'local)) (get-x)))                          ; expect: global
(show (let ((x 'outer))
        (let-syntax ((m (syntax-rules () ((m) x))))
          (let ((x 'inner)) (m)))))                        ; expect: outer
(show (let ((if 5)) (let-syntax ((get (syntax-rules () ((_) if)))) (let ((if 6)) (list if (get)))))) ; expect: (6 5)
; A global that is assigned through a macro.
(define counter 0)
(define-syntax count! (syntax-rules () ((_) (set! counter (+ counter 1)))))
(let ((counter 100) (+ *)) (count!) (count!))
(show counter)                                             ; expect: 2
; Definitions made by a macro: a name of the use is visible, one of the macro is not.
(define-syntax define-both
  (syntax-rules () ((_ name value) (begin (define hidden value) (define (name) hidden)))))
(define hidden 'mine)
(define-both reveal 'theirs)
(show (reveal))                                            ; expect: theirs
(show hidden)                                              ; expect: mine
(show (let ()
        (define-syntax def (syntax-rules () ((_ n v) (begin (define secret v) (define n (lambda () secret))))))
        (define secret 1)
        (def get 2)
        (list secret (get))))                              ; expect: (1 2)
; The same name brought in twice is the same, by two uses is two.
(define-syntax pair-up (syntax-rules () ((_ v) (let ((a v)) (let ((b (+ a 1))) (list a b))))))
(show (pair-up (let ((a 10) (b 20)) (+ a b))))             ; expect: (30 31)
(define-syntax collect (syntax-rules () ((_ "vars" (v ...) ()) (let ((v 1) ...) (+ v ...))) ((_ "vars" (v ...) (x . r)) (collect "vars" (v ... t) r))))
(show (collect "vars" () (a b c)))                         ; expect: 3
(define-syntax my-lambda (syntax-rules () ((_ args body) (lambda args body))))
(show ((my-lambda (list . more) (cons list more)) 1 2 3))  ; expect: (1 2 3)
; Quoted names come back as plain symbols.
(define-syntax quoted (syntax-rules () ((_ a) '(a brought-in #(b a)))))
(show (let ((brought-in 1) (b 2)) (quoted c)))             ; expect: (c brought-in #(b c))
(show (eq? (cadr (quoted z)) 'brought-in))                 ; expect: #t
; A macro that makes macros.
(define-syntax define-constant-macro
  (syntax-rules () ((_ name value) (define-syntax name (syntax-rules () ((_) value) ((_ other) (list value other)))))))
(define-constant-macro seven 7)
(show (list (seven) (seven 8)))                            ; expect: (7 (7 8))
(define-syntax while
  (syntax-rules () ((_ c body ...) (let loop () (when c body ... (loop))))))
(show (let ((i 0) (loop 'mine)) (while (< i 3) (set! i (+ i 1))) (list i loop))) ; expect: (3 mine)
; Shadowing a macro by a variable.
(show (let ((while (lambda (x) (list 'procedure x)))) (while 1))) ; expect: (procedure 1)
(define (shadow when) (when 2))
(show (shadow (lambda (x) (* x x))))                       ; expect: 4
