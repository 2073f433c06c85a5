; R7RS 6.2.5, 6.2.7: the syntax of numbers, number->string and string->number.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show '(0 -1 +1 007))                                      ; expect: (0 -1 1 7)
(show '(1.0 -1.5 .5 -.5 5. +.25))                          ; expect: (1.0 -1.5 0.5 -0.5 5.0 0.25)
(show '(1e3 1.5e2 1E2 2e-3 -1e0))                          ; expect: (1000.0 150.0 100.0 0.002 -1.0)
(show '(1/2 -3/6 4/2 +1/3))                                ; expect: (1/2 -1/2 2 1/3)
(show '(#xff #xFF #x-1a #b101 #o17 #d10))                  ; expect: (255 255 -26 5 15 10)
(show '(#x1/2 #b1/10 #e1.5 #i5 #x#e10 #e#x10 #i#b11))      ; expect: (1/2 1/2 3/2 5.0 16 16 3.0)
(show '(+inf.0 -inf.0 +nan.0 -nan.0))                      ; expect: (+inf.0 -inf.0 +nan.0 +nan.0)
(show '(123456789012345678901234567890 -9223372036854775808 9223372036854775808)) ; expect: (123456789012345678901234567890 -9223372036854775808 9223372036854775808)
(show -0.0)                                                ; expect: -0.0
(show 0.1)                                                 ; expect: 0.1
(show 100.0)                                               ; expect: 100.0
(show 123456.789)                                          ; expect: 123456.789
(show 1e10)                                                ; expect: 10000000000.0
(show 1e100)                                               ; expect: 1e100
(show 1.5e-10)                                             ; expect: 1.5e-10
(show 5e-324)                                              ; expect: 5e-324
(show 1.7976931348623157e308)                              ; expect: 1.7976931348623157e308
(show 2.2250738585072014e-308)                             ; expect: 2.2250738585072014e-308
(show 1e23)                                                ; expect: 1e23
(show 9007199254740993.0)                                  ; expect: 9007199254740992.0
(show (list (= 0.1 1/10) (= 0.5 1/2)))                     ; expect: (#f #t)

(show (number->string 10))                                 ; expect: "10"
(show (number->string 255 16))                             ; expect: "ff"
(show (number->string -255 2))                             ; expect: "-11111111"
(show (number->string 8 8))                                ; expect: "10"
(show (number->string 1/3 3))                              ; expect: "1/10"
(show (number->string 3.5))                                ; expect: "3.5"
(show (number->string 100000000000000000000 16))           ; expect: "56bc75e2d63100000"
(show (number->string 1/2))                                ; expect: "1/2"
(show (number->string +inf.0))                             ; expect: "+inf.0"
(show (string->number "100"))                              ; expect: 100
(show (string->number "100" 16))                           ; expect: 256
(show (string->number "1e2"))                              ; expect: 100.0
(show (string->number "-1.5e-3"))                          ; expect: -0.0015
(show (string->number "1/2"))                              ; expect: 1/2
(show (string->number "#xff"))                             ; expect: 255
(show (string->number "#b101" 16))                         ; expect: 5
(show (string->number "ff" 16))                            ; expect: 255
(show (string->number "-FF" 16))                           ; expect: -255
(show (string->number "17" 8))                             ; expect: 15
(show (string->number "18" 8))                             ; expect: #f
(show (string->number "1010" 2))                           ; expect: 10
(show (string->number "#e1.2"))                            ; expect: 6/5
(show (string->number "#i3/4"))                            ; expect: 0.75
(show (string->number "+inf.0"))                           ; expect: +inf.0
(show (string->number "abc"))                              ; expect: #f
(show (string->number ""))                                 ; expect: #f
(show (string->number "1 2"))                              ; expect: #f
(show (string->number "-"))                                ; expect: #f
(show (string->number "."))                                ; expect: #f
(show (string->number "1/0"))                              ; expect: #f
(show (string->number "1e"))                               ; expect: #f
(show (string->number "--1"))                              ; expect: #f
(show (string->number "1.5" 10))                           ; expect: 1.5
(show (string->number "9223372036854775808"))              ; expect: 9223372036854775808
(define (same? x radix) (eqv? x (string->number (number->string x radix) radix)))
(show (let loop ((all '(0 -1 17 123456789012345678901234567890 -5/7 1/1024)) (ok #t))
        (if (null? all)
            ok
            (loop (cdr all) (and ok (same? (car all) 2) (same? (car all) 8) (same? (car all) 10) (same? (car all) 16)))))) ; expect: #t
(define (same-float? x) (eqv? x (string->number (number->string x))))
(show (map same-float? '(0.1 1e21 123456789.123 1e-7 5e-324 1.7976931348623157e308 -0.0 3.141592653589793 1e22 4.35 +nan.0 -inf.0))) ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t)
