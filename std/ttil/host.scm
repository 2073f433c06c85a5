;; Functions of the runtime as procedures. What they are given goes through ->host, what they give comes through host->; a list of arguments, of
;; cells or of texts may be a list. The names in capitals are instructions.

;; (define-native (name argument ...) "function"): the function of the runtime, or the instruction, with that name. A name such as
;; "System.Math::Sqrt" or "My.Library::Method(long, string)" is that of a public static method of .NET.
(define-syntax define-native
  (syntax-rules ()
    ((_ (name argument ...) function)
     (define (name argument ...)
       (host-> (%native function (->host argument) ...))))))

;; For a program that calls this one: the value is what EXPORT publishes in assembly. The name is a string or a symbol.
(define (host-export name value)
  (%native "program.export" (if (symbol? name) (symbol->string name) name) value))

;; JSON

(define (json-parse text) (host-> (%native "JSON_PARSE" (->host text))))
(define (json-write value) (%native "JSON_STRINGIFY" (->host value)))
(define (json-write-pretty value) (%native "json.pretty" (->host value)))
(define (json-parse-lines text) (%host->list (%native "json.parse_lines" (->host text))))

;; CSV

;; A row is an association list or a hash table with the names of the cells, or a vector or list of cells.
(define (%csv-row row)
  (if (and (pair? row) (not (pair? (car row))))
      (list->vector row)
      row))

(define csv-parse
  (case-lambda
    ((text) (%host->list (%native "csv.parse" (->host text) (->host 'null))))
    ((text options) (%host->list (%native "csv.parse" (->host text) (->host options))))))
(define csv-write
  (case-lambda
    ((rows) (%native "csv.write" (%list->host (map %csv-row rows)) (->host 'null)))
    ((rows options) (%native "csv.write" (%list->host (map %csv-row rows)) (->host options)))))

;; Files and folders

(define (file-read path) (%native "READ_FILE" (->host path)))
(define (file-write path text)
  (%native "WRITE_FILE" (->host text) (->host path))
  (if #f #f))
(define (file-append path text)
  (%native "APPEND_FILE" (->host text) (->host path))
  (if #f #f))
(define (file-read-bytes path) (host-> (%native "READ_BYTES" (->host path))))
(define (file-write-bytes path bytes)
  (%native "WRITE_BYTES" (->host bytes) (->host path))
  (if #f #f))
(define (file-size path) (%native "FILE_SIZE" (->host path)))
(define (file-modified path) (%native "file.modified" (->host path)))
(define (file-copy from to)
  (%native "file.copy" (->host from) (->host to))
  (if #f #f))
(define (file-rename from to)
  (%native "file.rename" (->host from) (->host to))
  (if #f #f))
(define (file-regular? path) (%native "file.is_file" (->host path)))
(define (folder? path) (%native "file.is_folder" (->host path)))
(define (folder-entries path) (%host->list (%native "LIST_DIR" (->host path))))
(define (make-folder path)
  (%native "file.make_folder" (->host path))
  (if #f #f))
(define (remove-folder path)
  (%native "file.remove_folder" (->host path))
  (if #f #f))
(define (temporary-folder) (%native "file.temp_folder"))

;; Paths

(define (path-base-name path) (%native "path.base_name" (->host path)))
(define (path-folder path) (%native "path.dir_name" (->host path)))
(define (path-extension path) (%native "path.extension" (->host path)))
(define (path-stem path) (%native "path.stem" (->host path)))
(define (path-join folder path) (%native "path.join" (->host folder) (->host path)))
(define (path-normalize path) (%native "path.normalize" (->host path)))
(define (path-relative path folder) (%native "path.relative" (->host path) (->host folder)))
(define (path-parts path) (%host->list (%native "path.parts" (->host path))))
(define (path-absolute? path) (%native "path.is_absolute" (->host path)))

;; HTTP and addresses

(define (http-get url) (%native "HTTP_GET" (->host url)))
(define (http-post url text) (%native "HTTP_POST" (->host url) (->host text)))
(define http-request
  (case-lambda
    ((method url headers body)
     (host-> (%native "http.request" (->host method) (->host url) (->host headers) (->host body))))
    ((method url headers body options)
     (host-> (%native "http.request" (->host method) (->host url) (->host headers) (->host body) (->host options))))))
(define http-listen
  (case-lambda
    ((port) (%native "http.listen" (->host port)))
    ((port options) (%native "http.listen" (->host port) (->host options)))))
(define (http-reply request status headers body)
  (%native "http.reply" (->host request) (->host status) (->host headers) (->host body)))
(define (url-encode text) (%native "url.encode" (->host text)))
(define (url-decode text) (%native "url.decode" (->host text)))
(define (url-parse url) (host-> (%native "url.parse" (->host url))))
(define (url-build parts) (%native "url.build" (->host parts)))
(define (url-parse-query query) (host-> (%native "url.parse_query" (->host query))))

;; Connections

(define (tcp-connect host port) (%native "TCP_CONNECT" (->host host) (->host port)))
(define (tcp-listen port) (%native "TCP_LISTEN" (->host port)))
(define (tcp-send connection data) (%native "TCP_SEND" (->host connection) (->host data)))
(define (tcp-receive connection size) (host-> (%native "TCP_RECV" (->host connection) (->host size))))
(define (tcp-receive-line connection) (host-> (%native "net.recv_line" (->host connection))))
(define (tls-connect host port) (%native "net.tls_connect" (->host host) (->host port)))
(define (dns-resolve host) (host-> (%native "DNS_RESOLVE" (->host host))))
(define (host-close handle) (%native "CLOSE" (->host handle)))

;; Time

(define (time-now) (%native "GET_TIME"))
(define (time-now-milliseconds) (%native "time.now_ms"))
(define (time-format timestamp pattern) (%native "FORMAT_TIME" (->host timestamp) (->host pattern)))
(define (time-parse text pattern) (%native "time.parse" (->host text) (->host pattern)))
(define (time-parse-iso text) (%native "time.parse_iso" (->host text)))
(define (time-parts timestamp) (host-> (%native "time.parts" (->host timestamp))))
(define (time-make year month day hour minute second)
  (%native "time.make" (->host year) (->host month) (->host day) (->host hour) (->host minute) (->host second)))
(define (time-add-days timestamp days) (%native "time.add_days" (->host timestamp) (->host days)))
(define (time-add-months timestamp months) (%native "time.add_months" (->host timestamp) (->host months)))

;; Regular expressions

(define (regex-match? text pattern) (= 1 (%native "regex.test" (->host text) (->host pattern))))
(define (regex-find text pattern) (host-> (%native "regex.find" (->host text) (->host pattern))))
(define (regex-find-all text pattern) (%host->list (%native "regex.find_all" (->host text) (->host pattern))))
(define (regex-groups text pattern) (host-> (%native "regex.groups" (->host text) (->host pattern))))
(define (regex-replace text pattern replacement)
  (%native "regex.replace" (->host text) (->host pattern) (->host replacement)))
(define (regex-split text pattern) (%host->list (%native "regex.split" (->host text) (->host pattern))))
(define (regex-escape text) (%native "regex.escape" (->host text)))

;; Text

(define (string-split text separator) (%host->list (%native "string.split" (->host text) (->host separator))))
(define (string-join texts separator) (%native "string.join" (%list->host texts) (->host separator)))
(define (string-trim text) (%native "string.trim" (->host text)))
(define (string-contains? text part) (= 1 (%native "string.contains" (->host text) (->host part))))
(define (string-prefix? prefix text) (= 1 (%native "string.starts_with" (->host text) (->host prefix))))
(define (string-suffix? suffix text) (= 1 (%native "string.ends_with" (->host text) (->host suffix))))
(define (string-replace-all text part replacement)
  (%native "string.replace" (->host text) (->host part) (->host replacement)))
(define (string-lines text) (%host->list (%native "string.lines" (->host text))))

;; The surroundings of the program

(define (program-arguments) (%host->list (%native "program.arguments")))
(define (environment-set! name value)
  (%native "SET_ENV" (->host name) (->host value))
  (if #f #f))
(define (program-run command arguments) (%native "EXEC" (->host command) (%list->host arguments)))
(define (program-capture command arguments)
  (host-> (%native "EXEC_CAPTURE" (->host command) (%list->host arguments))))

;; Databases

(define (database-open address) (%native "DB_CONNECT" (->host address)))
(define database-query
  (case-lambda
    ((connection sql) (host-> (%native "db.query" (->host connection) (->host sql) (->host 'null))))
    ((connection sql parameters)
     (host-> (%native "db.query" (->host connection) (->host sql) (%list->host parameters))))))
(define database-query-one
  (case-lambda
    ((connection sql) (host-> (%native "db.query_one" (->host connection) (->host sql) (->host 'null))))
    ((connection sql parameters)
     (host-> (%native "db.query_one" (->host connection) (->host sql) (%list->host parameters))))))
(define database-execute
  (case-lambda
    ((connection sql) (%native "db.exec" (->host connection) (->host sql) (->host 'null)))
    ((connection sql parameters) (%native "db.exec" (->host connection) (->host sql) (%list->host parameters)))))
(define (database-begin connection) (%native "db.begin" (->host connection)))
(define (database-commit connection) (%native "db.commit" (->host connection)))
(define (database-rollback connection) (%native "db.rollback" (->host connection)))
(define (database-tables connection) (%host->list (%native "db.tables" (->host connection))))
(define (database-last-id connection) (%native "db.last_insert_id" (->host connection)))

;; Cryptography and compression

(define (sha256 data) (%native "crypto.sha256" (->host data)))
(define (sha512 data) (%native "crypto.sha512" (->host data)))
(define (hmac-sha256 key data) (%native "crypto.hmac_sha256" (->host key) (->host data)))
(define (base64-encode data) (%native "crypto.base64_encode" (->host data)))
(define (base64-decode text) (host-> (%native "crypto.base64_decode" (->host text))))
(define (hex-encode data) (%native "crypto.hex_encode" (->host data)))
(define (hex-decode text) (host-> (%native "crypto.hex_decode" (->host text))))
(define (random-bytes count) (host-> (%native "crypto.random_bytes" (->host count))))
(define (secure-random-integer lowest highest) (%native "crypto.random_int" (->host lowest) (->host highest)))
(define (encrypt data password) (host-> (%native "crypto.encrypt_bytes" (->host data) (->host password))))
(define (decrypt bytes password) (host-> (%native "crypto.decrypt_bytes" (->host bytes) (->host password))))
(define (gzip data) (host-> (%native "compress.gzip" (->host data))))
(define (gunzip bytes) (host-> (%native "compress.gunzip" (->host bytes))))
