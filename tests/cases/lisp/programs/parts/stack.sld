; Imported by libraries-in-files.scm as (parts stack).
(define-library (parts stack)
  (export make-stack push! pop! stack-depth)
  (import (scheme base))
  (begin
    (define-record-type stack (new-stack items) stack? (items items set-items!))
    (define (make-stack) (new-stack '()))
    (define (push! s v) (set-items! s (cons v (items s))))
    (define (pop! s) (let ((top (car (items s)))) (set-items! s (cdr (items s))) top))
    (define (stack-depth s) (length (items s)))))
