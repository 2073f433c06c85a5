; Every procedure that the libraries beside those of the report export is there: a definition that nothing reaches is not compiled.
(import (only (scheme base) quote define lambda if let list pair? null? car cdr cons procedure? newline) (only (scheme write) write)
        (only (srfi 1)
          xcons cons* make-list list-tabulate list-copy circular-list iota proper-list? circular-list? dotted-list?
          not-pair? null-list? list= caar cadr cdar cddr caaar caadr cadar caddr cdaar cdadr cddar cdddr caaaar caaadr
          caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr list-ref
          first second third fourth fifth sixth seventh eighth ninth tenth car+cdr take drop take-right drop-right
          take! drop-right! split-at split-at! last last-pair length length+ concatenate append reverse append!
          concatenate! reverse! append-reverse append-reverse! zip unzip1 unzip2 unzip3 count map for-each fold unfold
          pair-fold reduce fold-right unfold-right pair-fold-right reduce-right append-map append-map! map!
          map-in-order pair-for-each filter-map filter partition remove filter! partition! remove! find find-tail any
          every list-index take-while drop-while take-while! span break span! break! delete delete-duplicates delete!
          delete-duplicates! memq memv member assq assv assoc alist-cons alist-copy alist-delete alist-delete! lset<=
          lset= lset-adjoin lset-union lset-intersection lset-difference lset-xor lset-diff+intersection lset-union!
          lset-intersection! lset-difference! lset-xor! lset-diff+intersection! set-car! set-cdr!)
        (srfi 69) (srfi 95) (srfi 132) (ttil host))
(define (missing names procedures)
  (if (null? names)
      '()
      (if (procedure? (car procedures))
          (missing (cdr names) (cdr procedures))
          (cons (car names) (missing (cdr names) (cdr procedures))))))

; (srfi 1)
(write (missing '(
    cons list xcons cons* make-list list-tabulate list-copy circular-list iota pair? null? proper-list? circular-list?
    dotted-list? not-pair? null-list? list= car cdr caar cadr cdar cddr caaar caadr cadar caddr cdaar cdadr cddar
    cdddr caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar
    cddddr list-ref first second third fourth fifth sixth seventh eighth ninth tenth car+cdr take drop take-right
    drop-right take! drop-right! split-at split-at! last last-pair length length+ concatenate append reverse append!
    concatenate! reverse! append-reverse append-reverse! zip unzip1 unzip2 unzip3 count map for-each fold unfold
    pair-fold reduce fold-right unfold-right pair-fold-right reduce-right append-map append-map! map! map-in-order
    pair-for-each filter-map filter partition remove filter! partition! remove! find find-tail any every list-index
    take-while drop-while take-while! span break span! break! delete delete-duplicates delete! delete-duplicates! memq
    memv member assq assv assoc alist-cons alist-copy alist-delete alist-delete! lset<= lset= lset-adjoin lset-union
    lset-intersection lset-difference lset-xor lset-diff+intersection lset-union! lset-intersection! lset-difference!
    lset-xor! lset-diff+intersection! set-car! set-cdr!)
  (list
    cons list xcons cons* make-list list-tabulate list-copy circular-list iota pair? null? proper-list? circular-list?
    dotted-list? not-pair? null-list? list= car cdr caar cadr cdar cddr caaar caadr cadar caddr cdaar cdadr cddar
    cdddr caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar
    cddddr list-ref first second third fourth fifth sixth seventh eighth ninth tenth car+cdr take drop take-right
    drop-right take! drop-right! split-at split-at! last last-pair length length+ concatenate append reverse append!
    concatenate! reverse! append-reverse append-reverse! zip unzip1 unzip2 unzip3 count map for-each fold unfold
    pair-fold reduce fold-right unfold-right pair-fold-right reduce-right append-map append-map! map! map-in-order
    pair-for-each filter-map filter partition remove filter! partition! remove! find find-tail any every list-index
    take-while drop-while take-while! span break span! break! delete delete-duplicates delete! delete-duplicates! memq
    memv member assq assv assoc alist-cons alist-copy alist-delete alist-delete! lset<= lset= lset-adjoin lset-union
    lset-intersection lset-difference lset-xor lset-diff+intersection lset-union! lset-intersection! lset-difference!
    lset-xor! lset-diff+intersection! set-car! set-cdr!)))
(newline)                                                  ; expect: ()

; (srfi 69)
(write (missing '(
    make-hash-table hash-table? alist->hash-table hash-table-equivalence-function hash-table-hash-function
    hash-table-ref hash-table-ref/default hash-table-set! hash-table-delete! hash-table-exists? hash-table-update!
    hash-table-update!/default hash-table-size hash-table-keys hash-table-values hash-table-walk hash-table-fold
    hash-table->alist hash-table-copy hash-table-merge! hash string-hash string-ci-hash hash-by-identity
    hash-table-clear! hash-table-contains? hash-table-count)
  (list
    make-hash-table hash-table? alist->hash-table hash-table-equivalence-function hash-table-hash-function
    hash-table-ref hash-table-ref/default hash-table-set! hash-table-delete! hash-table-exists? hash-table-update!
    hash-table-update!/default hash-table-size hash-table-keys hash-table-values hash-table-walk hash-table-fold
    hash-table->alist hash-table-copy hash-table-merge! hash string-hash string-ci-hash hash-by-identity
    hash-table-clear! hash-table-contains? hash-table-count)))
(newline)                                                  ; expect: ()

; (srfi 95)
(write (missing '(
    sort sort! sorted? merge merge!)
  (list
    sort sort! sorted? merge merge!)))
(newline)                                                  ; expect: ()

; (srfi 132)
(write (missing '(
    list-sorted? vector-sorted? list-sort list-stable-sort list-sort! list-stable-sort! vector-sort vector-stable-sort
    vector-sort! vector-stable-sort! list-merge list-merge! vector-merge list-delete-neighbor-dups)
  (list
    list-sorted? vector-sorted? list-sort list-stable-sort list-sort! list-stable-sort! vector-sort vector-stable-sort
    vector-sort! vector-stable-sort! list-merge list-merge! vector-merge list-delete-neighbor-dups)))
(newline)                                                  ; expect: ()

; (ttil host)
(write (missing '(
    ->host host-> json-parse json-write json-write-pretty json-parse-lines csv-parse csv-write file-read file-write
    file-append file-read-bytes file-write-bytes file-size file-modified file-copy file-rename file-regular? folder?
    folder-entries make-folder remove-folder temporary-folder path-base-name path-folder path-extension path-stem
    path-join path-normalize path-relative path-parts path-absolute? http-get http-post http-request http-listen
    http-reply url-encode url-decode url-parse url-build url-parse-query tcp-connect tcp-listen tcp-send tcp-receive
    tcp-receive-line tls-connect dns-resolve host-close time-now time-now-milliseconds time-format time-parse
    time-parse-iso time-parts time-make time-add-days time-add-months sleep regex-match? regex-find regex-find-all
    regex-groups regex-replace regex-split regex-escape string-split string-join string-trim string-contains?
    string-prefix? string-suffix? string-replace-all string-lines program-arguments environment-set! program-run
    program-capture database-open database-query database-query-one database-execute database-begin database-commit
    database-rollback database-tables database-last-id sha256 sha512 hmac-sha256 base64-encode base64-decode
    hex-encode hex-decode random-bytes secure-random-integer encrypt decrypt gzip gunzip)
  (list
    ->host host-> json-parse json-write json-write-pretty json-parse-lines csv-parse csv-write file-read file-write
    file-append file-read-bytes file-write-bytes file-size file-modified file-copy file-rename file-regular? folder?
    folder-entries make-folder remove-folder temporary-folder path-base-name path-folder path-extension path-stem
    path-join path-normalize path-relative path-parts path-absolute? http-get http-post http-request http-listen
    http-reply url-encode url-decode url-parse url-build url-parse-query tcp-connect tcp-listen tcp-send tcp-receive
    tcp-receive-line tls-connect dns-resolve host-close time-now time-now-milliseconds time-format time-parse
    time-parse-iso time-parts time-make time-add-days time-add-months sleep regex-match? regex-find regex-find-all
    regex-groups regex-replace regex-split regex-escape string-split string-join string-trim string-contains?
    string-prefix? string-suffix? string-replace-all string-lines program-arguments environment-set! program-run
    program-capture database-open database-query database-query-one database-execute database-begin database-commit
    database-rollback database-tables database-last-id sha256 sha512 hmac-sha256 base64-encode base64-decode
    hex-encode hex-decode random-bytes secure-random-integer encrypt decrypt gzip gunzip)))
(newline)                                                  ; expect: ()
