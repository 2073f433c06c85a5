(define-library (ttil host)
  (export
    ->host host-> %native define-native host-export

    json-parse json-write json-write-pretty json-parse-lines

    csv-parse csv-write

    file-read file-write file-append file-read-bytes file-write-bytes file-size file-modified file-copy file-rename
    file-regular? folder? folder-entries make-folder remove-folder temporary-folder

    path-base-name path-folder path-extension path-stem path-join path-normalize path-relative path-parts
    path-absolute?

    http-get http-post http-request http-listen http-reply url-encode url-decode url-parse url-build url-parse-query

    tcp-connect tcp-listen tcp-send tcp-receive tcp-receive-line tls-connect dns-resolve host-close

    time-now time-now-milliseconds time-format time-parse time-parse-iso time-parts time-make time-add-days
    time-add-months sleep

    regex-match? regex-find regex-find-all regex-groups regex-replace regex-split regex-escape

    string-split string-join string-trim string-contains? string-prefix? string-suffix? string-replace-all
    string-lines

    program-arguments environment-set! program-run program-capture

    database-open database-query database-query-one database-execute database-begin database-commit database-rollback
    database-tables database-last-id

    sha256 sha512 hmac-sha256 base64-encode base64-decode hex-encode hex-decode random-bytes secure-random-integer
    encrypt decrypt gzip gunzip)
  (import (ttil primitives) (ttil scheme))
  (include "host.scm"))
