; What errors of procedures on lists, vectors and bytevectors say.
(import (scheme base) (scheme write) (srfi 69))
(define-syntax show-error
  (syntax-rules () ((_ e) (begin (display (guard (x ((error-object? x) (error-object-message x))) e)) (newline)))))
(show-error (length '(1 . 2)))                             ; expect: length expects a list but got (1 . 2)
(show-error (length 5))                                    ; expect: length expects a list but got 5
(define circle (list 1 2 3)) (set-cdr! (cddr circle) circle)
(show-error (length circle))                               ; expect: length expects a list with an end but got #0=(1 2 3 . #0#)
(show-error (list? circle))                                ; expect: #f
(show-error (reverse '(1 . 2)))                            ; expect: reverse expects a list but got (1 . 2)
(show-error (append '(1 . 2) '(3)))                        ; expect: append expects a list but got (1 . 2)
(show-error (append 1 '(3)))                               ; expect: append expects a list but got 1
(show-error (list-tail '(1 2) 3))                          ; expect: list-tail: index 3 is out of range for length 2
(show-error (list-ref '(1 2) 2))                           ; expect: list-ref: index 2 is out of range for length 2
(show-error (list-ref '(1 2) -1))                          ; expect: list-ref expects an exact integer that is not negative but got -1
(show-error (list-ref '(1 2) 1.0))                         ; expect: list-ref expects an exact integer that is not negative but got 1.0
(show-error (list-ref circle 1000001))                     ; expect: 3
(show-error (memq 'd circle))                              ; expect: #f
(show-error (assq 'd '(1)))                                ; expect: assq expects a list of pairs but got (1)
(show-error (member 1 5))                                  ; expect: member expects a list but got 5
(show-error (map car 5))                                   ; expect: map expects a list but got 5
(show-error (for-each car '(1 . 2)))                       ; expect: car expects a pair but got 1
(show-error (make-vector -1))                              ; expect: make-vector expects an exact integer that is not negative but got -1
(show-error (make-vector 1000000000000))                   ; expect: make-vector: a vector of 1000000000000 elements is too long, at most 134217728 are possible
(show-error (make-vector 100000000000000000000000))        ; expect: make-vector: a vector of 100000000000000000000000 elements is too long, at most 134217728 are possible
(show-error (make-vector 100000000000000000000000 0))      ; expect: make-vector: a vector of 100000000000000000000000 elements is too long, at most 134217728 are possible
(show-error (list-ref '(1) (expt 2 64)))                   ; expect: list-ref: index 18446744073709551616 is out of range for length 1
(show-error (list-tail '(1) (expt 2 64)))                  ; expect: list-tail: index 18446744073709551616 is out of range for length 1
(show-error (vector->list #(1 2) 1 (expt 2 70)))           ; expect: vector->list: the part from 1 to 1180591620717411303424 is out of range for length 2
(show-error (string-ref "ab" (expt 2 64)))                 ; expect: string-ref: index 18446744073709551616 is out of range for length 2
(show-error (make-list 1000000000000 0))                   ; expect: Unsupported operation: list longer than 134217728 elements
(show-error (make-bytevector 1000000000000 0))             ; expect: Unsupported operation: more than 2147483591 bytes
(show-error (vector-ref #(1) 1))                           ; expect: vector-ref: index 1 is out of range for length 1
(show-error (vector-fill! #(1 2) 0))                       ; expect: vector-fill!: a literal cannot be changed
(show-error (vector-copy #(1 2 3) 2 1))                    ; expect: vector-copy: the part from 2 to 1 is out of range for length 3
(show-error (vector-copy! (make-vector 2 0) 0 #(1 2 3)))   ; expect: vector-copy!: 3 elements do not fit where there is room for 2
(show-error (vector-copy! (make-vector 2 0) 3 #()))        ; expect: vector-copy!: the part from 3 to 2 is out of range for length 2
(show-error (vector-append #(1) 2))                        ; expect: vector-append expects a vector but got 2
(show-error (list->vector '(1 . 2)))                       ; expect: list->vector expects a list but got (1 . 2)
(show-error (vector->string #(1)))                         ; expect: vector->string expects a vector of characters but got 1
(show-error (utf8->string (bytevector 255)))               ; expect: utf8->string: the bytes are not valid UTF-8
(show-error (bytevector 256))                              ; expect: bytevector expects an exact integer from 0 to 255 but got 256
(show-error (bytevector-u8-ref #u8(1) 1))                  ; expect: bytevector-u8-ref: index 1 is out of range for length 1
(show-error (symbol->string "a"))                          ; expect: symbol->string expects a symbol but got "a"
(show-error (string->symbol 'a))                           ; expect: string->symbol expects a string but got a
(show-error (symbol=? 'a 'a "a"))                          ; expect: symbol=? expects a symbol but got "a"
(show-error (boolean=? 1 #t))                              ; expect: boolean=? expects booleans but got 1, #t
(show-error (apply + 1 2))                                 ; expect: apply expects a list but got (1 . 2)
(show-error (apply + 1 '(2 . 3)))                          ; expect: apply expects a list but got (1 2 . 3)
(show-error (vector-map car #(1)))                         ; expect: car expects a pair but got 1
(show-error (vector-for-each car 1))                       ; expect: vector-length expects a vector but got 1
(show-error (list-set! (list 1) 1 0))                      ; expect: list-set!: index 1 is out of range for length 1
(show-error (list-copy circle))                            ; expect: list-copy expects a list with an end but got #0=(1 2 3 . #0#)
(show-error (hash-table-ref (make-hash-table) 1))          ; expect: hash-table-ref: there is no such key:
(show-error (cadr '(1)))                                   ; expect: car expects a pair but got ()
(show-error (string->utf8 "abc" 2 9))                      ; expect: string->utf8: the part from 2 to 9 is out of range for length 3
(show-error (exact (vector-length 'a)))                    ; expect: vector-length expects a vector but got a
