; A Scheme in Scheme: an interpreter for the heart of the language, which programs that are data can be given to.
(import (scheme base) (scheme write) (scheme cxr))

; An environment is a list of frames, a frame a list of pairs of name and value with a head that new ones are put behind.
(define (frame names values) (cons 'frame (map cons names values)))
(define (lookup name environment)
  (cond ((null? environment) (error "unknown name" name))
        ((assq name (cdar environment)))
        (else (lookup name (cdr environment)))))
(define (define! name value environment)
  (set-cdr! (car environment) (cons (cons name value) (cdar environment))))

(define (evaluate form environment)
  (cond ((symbol? form) (cdr (lookup form environment)))
        ((not (pair? form)) form)
        (else
         (case (car form)
           ((quote) (cadr form))
           ((if) (evaluate (if (evaluate (cadr form) environment) (caddr form) (cadddr form)) environment))
           ((define) (define! (cadr form) (evaluate (caddr form) environment) environment))
           ((set!) (set-cdr! (lookup (cadr form) environment) (evaluate (caddr form) environment)))
           ((begin) (evaluate-all (cdr form) environment))
           ((let) (evaluate `((lambda ,(map car (cadr form)) ,@(cddr form)) ,@(map cadr (cadr form))) environment))
           ((lambda)
            (lambda arguments
              (evaluate-all (cddr form) (cons (frame (cadr form) arguments) environment))))
           (else
            (let ((parts (map (lambda (part) (evaluate part environment)) form)))
              (apply (car parts) (cdr parts))))))))

(define (evaluate-all forms environment)
  (if (null? (cdr forms))
      (evaluate (car forms) environment)
      (begin (evaluate (car forms) environment)
             (evaluate-all (cdr forms) environment))))

(define global
  (list (frame '(+ - * = < cons car cdr null? list)
               (list + - * = < cons car cdr null? list))))

(define (run program)
  (write (evaluate program global))
  (newline))

(run '((lambda (x) (* x x)) 12))           ; expect: 144
(evaluate '(define factorial (lambda (n) (if (= n 0) 1 (* n (factorial (- n 1)))))) global)
(run '(factorial 25))                      ; expect: 15511210043330985984000000
(evaluate '(define map (lambda (f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))) global)
(run '(map (lambda (n) (factorial n)) '(1 2 3 4 5))) ; expect: (1 2 6 24 120)
(run '(let ((count 0))
        (let ((next (lambda () (set! count (+ count 1)) count)))
          (begin (next) (next) (list 'called (next) 'times))))) ; expect: (called 3 times)
; What is interpreted runs in constant space where the interpreter does: this loop is as long as it likes to be.
(evaluate '(define loop (lambda (n) (if (= n 0) 'done (loop (- n 1))))) global)
(run '(loop 20000))                        ; expect: done
(guard (problem ((error-object? problem)
                 (display (error-object-message problem))
                 (display ": ")
                 (write (error-object-irritants problem))
                 (newline)))
  (run '(+ 1 tea)))                        ; expect: unknown name: (tea)
