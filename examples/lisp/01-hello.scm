; The first program. A program says which libraries it needs; `display` shows things to people, `write` as a program would read them.
(import (scheme base) (scheme write))

(display "Hello, world!")                  ; expect: Hello, world!
(newline)

(define (greet name)
  (string-append "Hello, " name "!"))
(write (greet "λ"))                        ; expect: "Hello, λ!"
(newline)

(for-each (lambda (name) (display (greet name)) (newline))
          '("Ada" "Alonzo"))               ; expect: Hello, Ada!
                                           ; expect: Hello, Alonzo!
