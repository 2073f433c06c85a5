; R7RS 6.9: bytevectors.
(import (scheme base) (scheme write))
(define (show x) (write x) (newline))

(show (bytevector? #u8(1 2)))                              ; expect: #t
(show (bytevector? #(1 2)))                                ; expect: #f
(show (make-bytevector 2 12))                              ; expect: #u8(12 12)
(show (bytevector-length (make-bytevector 3)))             ; expect: 3
(show (bytevector 1 3 5 1 3 5))                            ; expect: #u8(1 3 5 1 3 5)
(show (bytevector))                                        ; expect: #u8()
(show (bytevector-u8-ref '#u8(1 1 2 3 5 8 13 21) 5))       ; expect: 8
(show (let ((bv (bytevector 1 2 3 4))) (bytevector-u8-set! bv 1 255) bv)) ; expect: #u8(1 255 3 4)
(show (guard (e ((error-object? e) 'no-byte)) (bytevector 256))) ; expect: no-byte
(show (guard (e ((error-object? e) 'no-byte)) (bytevector-u8-set! (bytevector 1) 0 -1))) ; expect: no-byte
(show (guard (e ((error-object? e) 'outside)) (bytevector-u8-ref #u8(1) 1))) ; expect: outside
(show (guard (e ((error-object? e) 'outside)) (bytevector-u8-set! (bytevector 1) 1 0))) ; expect: outside
(show (let ((a #u8(1 2 3 4 5))) (bytevector-copy a 2 4)))  ; expect: #u8(3 4)
(show (bytevector-copy #u8(1 2 3) 1))                      ; expect: #u8(2 3)
(show (let* ((a (bytevector 1 2)) (b (bytevector-copy a))) (bytevector-u8-set! b 0 9) (list a b))) ; expect: (#u8(1 2) #u8(9 2))
(define a (bytevector 1 2 3 4 5))
(define b (bytevector 10 20 30 40 50))
(bytevector-copy! b 1 a 0 2)
(show b)                                                   ; expect: #u8(10 1 2 40 50)
(bytevector-copy! b 3 a 3)
(show b)                                                   ; expect: #u8(10 1 2 4 5)
(bytevector-copy! a 1 a 0 4)
(show a)                                                   ; expect: #u8(1 1 2 3 4)
(bytevector-copy! a 0 a 2)
(show a)                                                   ; expect: #u8(2 3 4 3 4)
(show (guard (e ((error-object? e) 'outside)) (bytevector-copy! (make-bytevector 2 0) 0 #u8(1 2 3)))) ; expect: outside
(show (bytevector-append (bytevector 0 1 2) (bytevector 3 4 5))) ; expect: #u8(0 1 2 3 4 5)
(show (bytevector-append))                                 ; expect: #u8()
(show (equal? (bytevector-append #u8(1) #u8() #u8(2)) #u8(1 2))) ; expect: #t
(show (utf8->string (bytevector 65 66)))                   ; expect: "AB"
(show (string->utf8 "λ"))                                  ; expect: #u8(206 187)
