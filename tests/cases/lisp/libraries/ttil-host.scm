; (ttil host): functions of the runtime, and data on the way there and back.
(import (scheme base) (scheme write) (scheme char) (ttil host) (srfi 69))
(define (show x) (write x) (newline))

(show (json-parse "{\"a\": [1, 2.5, null, true, \"x\"], \"b\": {}, \"c\": []}")) ; expect: ((a . #(1 2.5 null #t "x")) (b) (c . #()))
(show (json-write '((name . "Ann") (tags . #("x" 1 #f null)) (none) (inner . ((k . 1)))))) ; expect: "{\"name\":\"Ann\",\"tags\":[\"x\",1,false,null],\"none\":{},\"inner\":{\"k\":1}}"
(define table (make-hash-table))
(hash-table-set! table "k" (vector (string-copy "v")))
(hash-table-set! table 's 2)
(show (json-write table))                                  ; expect: "{\"k\":[\"v\"],\"s\":2}"
(show (json-write (vector)))                               ; expect: "[]"
(show (json-write '((a . 1) (a . 2))))                     ; expect: "{\"a\":1}"
(show (guard (e ((error-object? e) 'no-object)) (json-write '(1 2)))) ; expect: no-object
(show (guard (e ((error-object? e) 'no-form)) (json-write 1/2))) ; expect: no-form
(define circular (vector 1 2))
(vector-set! circular 0 circular)
(show (guard (e ((error-object? e) 'circular)) (json-write circular))) ; expect: circular
(define (nest depth) (let loop ((i 0) (v '#())) (if (= i depth) v (loop (+ i 1) (vector v)))))
(show (let loop ((v (host-> (->host (nest 100000)))) (depth 0)) (if (= (vector-length v) 0) depth (loop (vector-ref v 0) (+ depth 1))))) ; expect: 100000
(show (csv-parse "a,b\n1,2\n"))                            ; expect: (#("a" "b") #("1" "2"))
(show (csv-parse "a,b\n1,2\n" '((header . #t))))           ; expect: (((a . "1") (b . "2")))
(show (csv-write '(("x" "y") #("1" "2"))))                 ; expect: "x,y\n1,2"
(show (list (path-join "a" "b.txt") (path-extension "b.txt") (path-parts "a/b"))) ; expect: ("a/b.txt" ".txt" ("a" "b"))
(show (list (string-split "a,b,c" ",") (string-join '("x" "y") "-") (string-trim "  z ") (string-contains? "abc" "bc"))) ; expect: (("a" "b" "c") "x-y" "z" #t)
(show (list (regex-match? "ab12" "[0-9]+") (map (lambda (found) (cdr (assq 'text found))) (regex-find-all "a1b22" "[0-9]+")) (regex-replace "a1" "[0-9]" "!"))) ; expect: (#t ("1" "22") "a!")
(show (list (url-encode "a b") (url-parse-query "x=1&y=2")))  ; expect: ("a%20b" ((x . "1") (y . "2")))
(show (list (time-format 0 "%Y-%m-%d") (time-parse-iso "1970-01-02") (cdr (assq 'year (time-parts 0))))) ; expect: ("1970-01-01" 86400 1970)
(show (list (sha256 "abc") (base64-encode "hi") (base64-decode "aGk="))) ; expect: ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" "aGk=" #u8(104 105))
(show (utf8->string (gunzip (gzip (string-append "squeezed" "!"))))) ; expect: "squeezed!"
(define folder (temporary-folder))
(define file (path-join folder "note.txt"))
(file-write file (string-append "one" "\n"))
(file-append file "two")
(show (list (file-read file) (file-size file) (file-regular? file) (folder-entries folder))) ; expect: ("one\ntwo" 7 #t ("note.txt"))
(file-write-bytes file (bytevector 1 2 3))
(show (file-read-bytes file))                              ; expect: #u8(1 2 3)
(show (guard (e ((error-object? e) 'no-file)) (file-read (path-join folder "none")))) ; expect: no-file
(define db (database-open "sqlite::memory:"))
(database-execute db "CREATE TABLE t (id INTEGER, name TEXT)")
(show (database-execute db "INSERT INTO t VALUES (?, ?)" '(1 "one"))) ; expect: 1
(show (database-query-one db "SELECT id, name FROM t"))    ; expect: ((id . 1) (name . "one"))
(show (host-close db))                                     ; expect: #t

; Functions without a procedure of their own.
(define-native (greatest-divisor a b) "math.gcd")
(show (greatest-divisor 12 18))                            ; expect: 6
(show (%native "math.lcm" 4 6))                            ; expect: 12
