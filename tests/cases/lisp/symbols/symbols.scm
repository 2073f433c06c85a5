; R7RS 6.5: symbols.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (symbol? 'foo))                                      ; expect: #t
(show (symbol? (car '(a b))))                              ; expect: #t
(show (symbol? "bar"))                                     ; expect: #f
(show (symbol? '()))                                       ; expect: #f
(show (symbol? #f))                                        ; expect: #f
(show (symbol=? 'a 'a 'a))                                 ; expect: #t
(show (symbol=? 'a 'a 'b))                                 ; expect: #f
(show (symbol=? 'a 'b))                                    ; expect: #f
(show (symbol->string 'flying-fish))                       ; expect: "flying-fish"
(show (symbol->string 'Martin))                            ; expect: "Martin"
(show (symbol->string (string->symbol "Malvina")))         ; expect: "Malvina"
(show (string->symbol "mISSISSIppi"))                      ; expect: mISSISSIppi
(show (eqv? 'bitBlt (string->symbol "bitBlt")))            ; expect: #t
(show (eqv? 'LollyPop (string->symbol (symbol->string 'LollyPop)))) ; expect: #t
(show (string->symbol "two words"))                        ; expect: |two words|
(show (string->symbol ""))                                 ; expect: ||
(show (string->symbol "1"))                                ; expect: |1|
(show (string->symbol "a(b"))                              ; expect: |a(b|
(show (string->symbol "λ"))                                ; expect: λ
(display (string->symbol "two words")) (newline)           ; expect: two words
(show (guard (e ((error-object? e) 'no-symbol)) (symbol->string "a"))) ; expect: no-symbol
