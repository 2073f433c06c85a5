; R7RS 6.14: current-second, current-jiffy, jiffies-per-second, features.
(import (scheme base) (scheme write) (scheme time))
(define (show x) (write x) (newline))

(show (real? (current-second)))                            ; expect: #t
(show (inexact? (current-second)))                         ; expect: #t
(show (exact-integer? (current-jiffy)))                    ; expect: #t
(show (let* ((a (current-jiffy)) (b (current-jiffy))) (<= a b))) ; expect: #t
(show (and (exact-integer? (jiffies-per-second)) (positive? (jiffies-per-second)))) ; expect: #t
(show (and (memq 'full-unicode (features)) (memq 'ratios (features)) (memq 'exact-closed (features)) #t)) ; expect: #t
