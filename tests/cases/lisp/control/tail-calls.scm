; R7RS 3.5: calls in tail position take no space, however they are written.
(import (scheme base) (scheme write) (scheme case-lambda))
(define (show x) (write x) (newline))

(define (count n) (if (= n 0) 'done (count (- n 1))))
(show (count 1000000))                                     ; expect: done
(define (ev? n) (if (= n 0) #t (od? (- n 1))))
(define (od? n) (if (= n 0) #f (ev? (- n 1))))
(show (ev? 1000000))                                       ; expect: #t
(define (through-cond n) (cond ((= n 0) 'done) ((odd? n) (through-cond (- n 1))) (else (through-cond (- n 1)))))
(show (through-cond 1000000))                              ; expect: done
(define (through-and-or n) (or (= n 0) (and #t (through-and-or (- n 1)))))
(show (through-and-or 1000000))                            ; expect: #t
(define (through-case n) (case n ((0) 'done) (else (through-case (- n 1)))))
(show (through-case 1000000))                              ; expect: done
(define (through-when n) (if (= n 0) 'done (when #t (unless #f (begin (through-when (- n 1)))))))
(show (through-when 1000000))                              ; expect: done
(define (through-let n) (let* ((m (- n 1))) (letrec ((k m)) (if (< k 0) 'done (through-let k)))))
(show (through-let 1000000))                               ; expect: done
(define (through-apply n) (if (= n 0) 'done (apply through-apply (list (- n 1)))))
(show (through-apply 1000000))                             ; expect: done
(define (through-values n) (if (= n 0) 'done (call-with-values (lambda () (- n 1)) through-values)))
(show (through-values 1000000))                            ; expect: done
(define (through-cc n) (if (= n 0) 'done (call/cc (lambda (k) (through-cc (- n 1))))))
(show (through-cc 100000))                                 ; expect: done
(define (through-variable f n) (if (= n 0) 'done (f f (- n 1))))
(show (through-variable through-variable 1000000))         ; expect: done
(define (through-closure n) (let ((next (lambda () (through-closure (- n 1))))) (if (= n 0) 'done (next))))
(show (through-closure 1000000))                           ; expect: done
(define (through-rest . args) (if (= (car args) 0) 'done (apply through-rest (- (car args) 1) (cdr args))))
(show (through-rest 1000000 'a 'b))                        ; expect: done
(define through-cases (case-lambda ((n) (through-cases n 1)) ((n by) (if (= n 0) 'done (through-cases (- n by) by)))))
(show (through-cases 1000000))                             ; expect: done
(define (through-do n) (do ((i 0 (+ i 1))) ((= i n) 'done)))
(show (through-do 1000000))                                ; expect: done
(define table (vector (lambda (n) (if (= n 0) 'done ((vector-ref table 1) (- n 1)))) (lambda (n) ((vector-ref table 0) n))))
(show ((vector-ref table 0) 1000000))                      ; expect: done
(define (passing n k) (if (= n 0) (k 0) (passing (- n 1) (lambda (v) (k (+ v 1))))))
(show (passing 1000000 (lambda (v) v)))                    ; expect: 1000000
(define-syntax my-if (syntax-rules () ((_ c a b) (cond (c a) (else b)))))
(define (through-macro n) (my-if (= n 0) 'done (through-macro (- n 1))))
(show (through-macro 1000000))                             ; expect: done
; And calls that are no tail calls go as deep as they must.
(define (sum n) (if (= n 0) 0 (+ n (sum (- n 1)))))
(show (sum 100000))                                        ; expect: 5000050000
