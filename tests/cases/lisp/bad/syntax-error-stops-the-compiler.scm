; R7RS 4.3.3: syntax-error is an error of the program's text, with the message of the macro.
(import (scheme base) (scheme write))
(define-syntax only-names
  (syntax-rules ()
    ((_ ((name value) ...) body) (let ((name value) ...) body))
    ((_ (bad ...) body) (syntax-error "only-names needs pairs of name and value" bad ...))))
(write (only-names ((a 1)) a))
(write (only-names (a 1) a))               ; expect error: only-names needs pairs of name and value a 1
