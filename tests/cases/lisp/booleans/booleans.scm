; R7RS 6.3: booleans.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show #t)                                                  ; expect: #t
(show #true)                                               ; expect: #t
(show #false)                                              ; expect: #f
(show '#f)                                                 ; expect: #f
(show (not 3))                                             ; expect: #f
(show (not (list 3)))                                      ; expect: #f
(show (not #f))                                            ; expect: #t
(show (not '()))                                           ; expect: #f
(show (not 'nil))                                          ; expect: #f
(show (map not '(#t #f 0)))                                ; expect: (#f #t #f)
(show (boolean? #f))                                       ; expect: #t
(show (boolean? 0))                                        ; expect: #f
(show (boolean? '()))                                      ; expect: #f
(show (boolean=? #t #t))                                   ; expect: #t
(show (boolean=? #f #t))                                   ; expect: #f
(show (boolean=? #f #f #f))                                ; expect: #t
(show (boolean=? #t #t #f))                                ; expect: #f
(show (guard (e ((error-object? e) 'no-boolean)) (boolean=? 1 #t))) ; expect: no-boolean
