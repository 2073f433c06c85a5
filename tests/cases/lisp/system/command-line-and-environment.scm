; R7RS 6.14: the command line and the environment.
; args: one two
; env: TTIL_CASE_VARIABLE=seen
(import (scheme base) (scheme write) (scheme process-context))
(define (show x) (write x) (newline))

(show (cdr (command-line)))                                ; expect: ("one" "two")
(show (string? (car (command-line))))                      ; expect: #t
(show (get-environment-variable "TTIL_CASE_VARIABLE"))     ; expect: "seen"
(show (get-environment-variable "TTIL_NO_SUCH_VARIABLE"))  ; expect: #f
(show (assoc "TTIL_CASE_VARIABLE" (get-environment-variables))) ; expect: ("TTIL_CASE_VARIABLE" . "seen")
