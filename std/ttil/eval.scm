(define (eval expression environment)
  ((%compile expression environment)))

(define (environment . import-sets)
  (%environment import-sets))

(define (interaction-environment)
  (%interaction-environment))

(define (%check-version version)
  (if (not (eqv? version 5))
      (error "only version 5 of the report has such an environment:" version)))

(define (scheme-report-environment version)
  (%check-version version)
  (%environment '((scheme r5rs))))

(define (null-environment version)
  (%check-version version)
  (%environment
   '((only (scheme r5rs)
           and begin case cond define define-syntax delay do if lambda let let* let-syntax letrec letrec-syntax or
           quasiquote quote set! syntax-rules))))

; Each datum is evaluated before the next is read: a definition may change how it is read on.
(define (load file-name . optional)
  (let ((environment (if (pair? optional) (car optional) (%interaction-environment)))
        (port (open-input-file file-name)))
    (let loop ()
      (let ((datum (read port)))
        (if (eof-object? datum)
            (close-port port)
            (begin
              (eval datum environment)
              (loop)))))))
