; A macro whose expansion needs itself for ever: an error of the compiler.
(import (scheme base) (scheme write))
(define-syntax forever (syntax-rules () ((_ x) (forever (x x)))))
(write (forever a))                                        ; expect error: the expansion of the macro 'forever' does not come to an end
