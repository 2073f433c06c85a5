; Names of record types and fields that are no plain symbols are written between bars, by DISPLAY too.
(import (scheme base) (scheme write))
(define-record-type |a
b| (make-odd |x y| z) odd? (|x y| odd-x) (z odd-z))
(define-record-type <plain> (make-plain x) plain? (x plain-x))
(define-record-type |<in side>| (make-inside |\x0;|) inside? (|\x0;| inside-x))
(define (show x) (write x) (newline) (display x) (newline))
(show (make-odd 1 "two"))                                  ; expect: #<|a\nb| |x y|: 1 z: "two">
                                                           ; expect: #<|a\nb| |x y|: 1 z: two>
(show (make-plain 1))                                      ; expect: #<plain x: 1>
                                                           ; expect: #<plain x: 1>
(show (make-inside 1))                                     ; expect: #<|in side| |\x0;|: 1>
                                                           ; expect: #<|in side| |\x0;|: 1>
(show |<in side>|)                                         ; expect: #<record-type |in side|>
                                                           ; expect: #<record-type |in side|>
