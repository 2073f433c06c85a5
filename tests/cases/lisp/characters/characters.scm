; R7RS 6.6: characters.
(import (scheme base) (scheme write) (scheme char))
(define (show x) (write x) (newline))

(show '(#\a #\A #\( #\) #\; #\" #\\ #\#))                  ; expect: (#\a #\A #\( #\) #\; #\" #\\ #\#)
(show '(#\alarm #\backspace #\delete #\escape #\newline #\null #\return #\space #\tab)) ; expect: (#\alarm #\backspace #\delete #\escape #\newline #\null #\return #\space #\tab)
(show '(#\x41 #\x3bb #\x7f #\x0 #\x1F600 #\x))             ; expect: (#\A #\λ #\delete #\null #\😀 #\x)
(show (char->integer #\space))                             ; expect: 32
(show #\ )                                                 ; expect: #\space
(display (list #\a #\space #\b)) (newline)                 ; expect: (a   b)
(show (char? #\a))                                         ; expect: #t
(show (char? "a"))                                         ; expect: #f
(show (list (char=? #\a #\a) (char=? #\a #\b) (char=? #\a #\a #\a))) ; expect: (#t #f #t)
(show (list (char<? #\a #\b) (char<? #\a #\b #\c) (char<? #\b #\a))) ; expect: (#t #t #f)
(show (list (char>? #\b #\a) (char>? #\c #\b #\b)))        ; expect: (#t #f)
(show (list (char<=? #\a #\a #\b) (char<=? #\b #\a)))      ; expect: (#t #f)
(show (list (char>=? #\b #\b #\a) (char>=? #\a #\b)))      ; expect: (#t #f)
(show (list (char-ci=? #\a #\A) (char-ci=? #\a #\b) (char-ci=? #\Σ #\σ #\ς))) ; expect: (#t #f #t)
(show (list (char-ci<? #\a #\B) (char-ci>? #\B #\a) (char-ci<=? #\a #\A) (char-ci>=? #\a #\B))) ; expect: (#t #t #t #f)
(show (map char-alphabetic? '(#\a #\Z #\λ #\3 #\space)))   ; expect: (#t #t #t #f #f)
(show (map char-numeric? '(#\3 #\x0664 #\a #\²)))          ; expect: (#t #t #f #f)
(show (map char-whitespace? '(#\space #\tab #\newline #\xa0 #\a))) ; expect: (#t #t #t #t #f)
(show (map char-upper-case? '(#\A #\a #\Σ #\3)))           ; expect: (#t #f #t #f)
(show (map char-lower-case? '(#\A #\a #\σ #\3)))           ; expect: (#f #t #t #f)
(show (map digit-value '(#\3 #\x0664 #\x0AE6 #\a)))        ; expect: (3 4 0 #f)
(show (char->integer #\A))                                 ; expect: 65
(show (char->integer #\x1F600))                            ; expect: 128512
(show (integer->char 955))                                 ; expect: #\λ
(show (integer->char #x10FFFF))                            ; expect: #\x10ffff
(show (guard (e ((error-object? e) 'no-character)) (integer->char #xD800))) ; expect: no-character
(show (guard (e ((error-object? e) 'no-character)) (integer->char #x110000))) ; expect: no-character
(show (map char-upcase '(#\i #\λ #\A #\3 #\ß)))            ; expect: (#\I #\Λ #\A #\3 #\ß)
(show (map char-downcase '(#\I #\Λ #\a #\3)))              ; expect: (#\i #\λ #\a #\3)
(show (map char-foldcase '(#\A #\Σ #\ς)))                  ; expect: (#\a #\σ #\σ)
