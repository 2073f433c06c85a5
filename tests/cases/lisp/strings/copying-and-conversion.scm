; R7RS 6.7, 6.9: string-copy, string-copy!, string-fill!, and conversions.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (string->list "apple"))                              ; expect: (#\a #\p #\p #\l #\e)
(show (string->list "apple" 2))                            ; expect: (#\p #\l #\e)
(show (string->list "apple" 2 4))                          ; expect: (#\p #\l)
(show (string->list ""))                                   ; expect: ()
(show (list->string '(#\a #\λ #\😀)))                      ; expect: "aλ😀"
(show (list->string '()))                                  ; expect: ""
(show (string-copy "hello"))                               ; expect: "hello"
(show (string-copy "hello" 1))                             ; expect: "ello"
(show (string-copy "hello" 1 3))                           ; expect: "el"
(show (let* ((a "text") (b (string-copy a))) (string-set! b 0 #\n) (list a b))) ; expect: ("text" "next")
(define a "12345")
(define b (string-copy "abcde"))
(string-copy! b 1 a 0 2)
(show b)                                                   ; expect: "a12de"
(string-copy! b 0 a)
(show b)                                                   ; expect: "12345"
(string-copy! b 3 a 3)
(show b)                                                   ; expect: "12345"
; Overlapping in both directions.
(define o (string-copy "abcdef"))
(string-copy! o 1 o 0 4)
(show o)                                                   ; expect: "aabcdf"
(define o2 (string-copy "abcdef"))
(string-copy! o2 0 o2 2)
(show o2)                                                  ; expect: "cdefef"
(show (guard (e ((error-object? e) 'outside)) (string-copy! (make-string 2 #\a) 1 "xyz"))) ; expect: outside
(show (let ((s (make-string 4 #\a))) (string-fill! s #\b) s)) ; expect: "bbbb"
(show (let ((s (string-copy "abcd"))) (string-fill! s #\- 2) s)) ; expect: "ab--"
(show (let ((s (string-copy "abcd"))) (string-fill! s #\λ 1 3) s)) ; expect: "aλλd"
(show (string->vector "ABC"))                              ; expect: #(#\A #\B #\C)
(show (string->vector "ABCD" 1 3))                         ; expect: #(#\B #\C)
(show (vector->string #(#\1 #\2 #\3)))                     ; expect: "123"
(show (vector->string #(#\1 #\2 #\3) 1))                   ; expect: "23"
(show (vector->string #(#\1 #\2 #\3 #\4) 1 3))             ; expect: "23"
(show (guard (e ((error-object? e) 'no-character)) (vector->string #(1)))) ; expect: no-character
(show (guard (e ((error-object? e) 'no-character)) (list->string '(a)))) ; expect: no-character
(show (string->utf8 "aλ😀"))                               ; expect: #u8(97 206 187 240 159 152 128)
(show (string->utf8 "aλb" 1))                              ; expect: #u8(206 187 98)
(show (string->utf8 "aλb" 1 2))                            ; expect: #u8(206 187)
(show (utf8->string #u8(#x41)))                            ; expect: "A"
(show (utf8->string #u8(97 206 187 240 159 152 128)))      ; expect: "aλ😀"
(show (utf8->string #u8(65 66 67 68) 1 3))                 ; expect: "BC"
(show (utf8->string #u8(65 66 67) 2))                      ; expect: "C"
