; R7RS 6.7: making strings, their characters, comparing.
(import (scheme base) (scheme write) (scheme char))
(define (show x) (write x) (newline))

(show (string? "a"))                                       ; expect: #t
(show (string? 'a))                                        ; expect: #f
(show (string? (make-string 2 #\a)))                       ; expect: #t
(show (make-string 3 #\x))                                 ; expect: "xxx"
(show (string-length (make-string 4)))                     ; expect: 4
(show (make-string 0 #\a))                                 ; expect: ""
(show (string #\a #\b))                                    ; expect: "ab"
(show (string))                                            ; expect: ""
(show (string-length "λx→y"))                              ; expect: 4
(show (string-length "😀a"))                               ; expect: 2
(show (string-ref "😀a" 1))                                ; expect: #\a
(show (string-ref "abc" 0))                                ; expect: #\a
(show (guard (e ((error-object? e) 'outside)) (string-ref "abc" 3))) ; expect: outside
(show (guard (e ((error-object? e) 'outside)) (string-ref "abc" -1))) ; expect: outside
(define (f) (make-string 3 #\*))
(show (let ((s (f))) (string-set! s 0 #\?) s))             ; expect: "?**"
(show (let ((s (string-copy "abc"))) (string-set! s 1 #\😀) (string-set! s 2 #\λ) (list s (string-length s)))) ; expect: ("a😀λ" 3)
(show (let ((s (string #\😀 #\b))) (string-set! s 0 #\a) s)) ; expect: "ab"
(show (guard (e ((error-object? e) 'literal)) (string-set! (symbol->string 'immutable) 0 #\?))) ; expect: literal
(show (list (string=? "a" "a") (string=? "a" "b") (string=? "a" "a" "a") (string=? "" ""))) ; expect: (#t #f #t #t)
(show (list (string<? "a" "b") (string<? "ab" "abc") (string<? "b" "a") (string<? "a" "b" "c"))) ; expect: (#t #t #f #t)
(show (list (string>? "b" "a") (string>? "a" "a")))        ; expect: (#t #f)
(show (list (string<=? "a" "a") (string<=? "b" "a")))      ; expect: (#t #f)
(show (list (string>=? "a" "a") (string>=? "a" "b")))      ; expect: (#t #f)
(show (string<? "Z" "a"))                                  ; expect: #t
(show (string<? "\xFFFF;" "\x10000;"))                     ; expect: #t
(show (list (string-ci=? "Straße" "STRASSE") (string-ci=? "AbC" "aBc") (string-ci=? "a" "b"))) ; expect: (#t #t #f)
(show (list (string-ci<? "a" "B") (string-ci>? "B" "a") (string-ci<=? "A" "a") (string-ci>=? "a" "B"))) ; expect: (#t #t #t #f)
(show (string-upcase "abc λ"))                             ; expect: "ABC Λ"
(show (string-upcase "straße"))                            ; expect: "STRASSE"
(show (string-downcase "ABC Λ"))                           ; expect: "abc λ"
(show (string-downcase "ΧΑΟΣ"))                            ; expect: "χαος"
(show (string-foldcase "ABC"))                             ; expect: "abc"
(show (string-foldcase "ΧΑΟΣ"))                            ; expect: "χαοσ"
(show (substring "hello" 1 3))                             ; expect: "el"
(show (substring "hello" 2 2))                             ; expect: ""
(show (guard (e ((error-object? e) 'outside)) (substring "abc" 2 4))) ; expect: outside
(show (guard (e ((error-object? e) 'outside)) (substring "abc" 2 1))) ; expect: outside
(show (string-append "a" "bc" "" "d"))                     ; expect: "abcd"
(show (string-append))                                     ; expect: ""
(show (let ((s (string-append "ab"))) (string-set! s 0 #\x) s)) ; expect: "xb"
(display "say \"λ\"") (newline)                            ; expect: say "λ"
(show (let ((a (string-append "x" "y")) (b "xy")) (list (equal? a b) (eq? a b) (string=? a b)))) ; expect: (#t #f #t)
