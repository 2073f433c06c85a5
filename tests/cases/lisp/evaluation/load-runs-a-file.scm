; R7RS 6.14: load evaluates the forms of a file.
(import (scheme base) (scheme write) (scheme load) (scheme eval) (scheme repl))
(load "parts/loaded.scm")                                  ; expect: loading
(write (eval '(loaded-procedure 20) (interaction-environment))) (newline) ; expect: 21
(write (guard (e (#t 'no-file)) (load "parts/there-is-no-such-file.scm"))) (newline) ; expect: no-file
