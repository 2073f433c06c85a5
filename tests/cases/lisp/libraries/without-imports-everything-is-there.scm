; A program without imports has all the libraries of the report.
(define (show x) (write x) (newline))
(show (map square '(1 2 3)))                               ; expect: (1 4 9)
(show (sqrt 16))                                           ; expect: 4
(show (char-upcase #\a))                                   ; expect: #\A
(show (force (delay 1)))                                   ; expect: 1
(show (cadddr '(1 2 3 4)))                                 ; expect: 4
(show (let-values (((q r) (floor/ 7 2))) (list q r)))      ; expect: (3 1)
