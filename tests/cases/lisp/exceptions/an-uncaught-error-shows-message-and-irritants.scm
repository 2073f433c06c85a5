; R7RS 6.11: an error that nobody handles ends the program; the irritants are written as by write.
(import (scheme base) (scheme write))
(display "before") (newline)                               ; expect: before
(error "the pot is empty" 'tea 0 "cup")                ; expect error: the pot is empty tea 0 "cup"
(display "never")
