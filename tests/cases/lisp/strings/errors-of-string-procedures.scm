; Positions out of range, literals that are to change, and arguments of another type are errors.
(import (scheme base) (scheme write) (scheme char))
(define-syntax fails
  (syntax-rules ()
    ((_ expression) (begin (display (guard (e (#t (error-object-message e))) expression)) (newline)))))

(fails (string-ref "abc" 3))                  ; expect: string-ref: index 3 is out of range for length 3
(fails (string-ref "abc" -1))                 ; expect: string-ref expects an exact integer that is not negative but got -1
(fails (string-ref "abc" 1.0))                ; expect: string-ref expects an exact integer that is not negative but got 1.0
(fails (string-ref 'abc 1))                   ; expect: string-ref expects a string but got abc
(fails (string-set! "abc" 0 #\x))             ; expect: string-set! expects a string that can be changed, which a literal is not, but got "abc"
(fails (string-set! (symbol->string 'a) 0 #\x)) ; expect: string-set! expects a string that can be changed, which a literal is not, but got "a"
(fails (string-set! (string #\a) 0 "x"))      ; expect: string-set! expects a character but got "x"
(fails (string-fill! "abc" #\x))              ; expect: string-fill! expects a string that can be changed, which a literal is not, but got "abc"
(fails (substring "abc" 2 1))                 ; expect: substring: the part from 2 to 1 is out of range for length 3
(fails (string-copy! (make-string 2) 1 "abc")) ; expect: string-copy!: 3 elements do not fit where there is room for 1
(fails (string-append "a" 1))                 ; expect: string-append expects a string but got 1
(fails (string-append "a" "b" "c" 'd))        ; expect: string-append expects a string but got d
(fails (list->string '(#\a b)))               ; expect: list->string expects a character but got b
(fails (string<? "a" 'b))                     ; expect: string<? expects a string but got b
(fails (char-upcase "a"))                     ; expect: char-upcase expects a character but got "a"
(fails (integer->char #xD800))                ; expect: integer->char expects the number of a Unicode character but got 55296
(fails (string-upcase 1))                     ; expect: string-upcase expects a string but got 1
