; R7RS 4.1.7: include reads forms from files, include-ci folds their case.
(import (scheme base) (scheme write))
(include "parts/included.scm")
(write (twice 21)) (newline)               ; expect: 42
(write from) (newline)                     ; expect: file
(define (local)
  (include "parts/included.scm")
  (twice 4))
(write (local)) (newline)                  ; expect: 8
(include-ci "parts/loud.scm")
(write loud) (newline)                     ; expect: (quiet words)
(write (let () (include "parts/included.scm" "parts/second.scm"))) (newline) ; expect: 14
