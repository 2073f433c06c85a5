; An HTTP server and its client in one program.
(import (scheme base) (scheme write) (ttil host) (ttil process) (scheme process-context))
(define main (self))
(spawn (lambda ()
  (let ((server (http-listen 0)))
    (send main (%native "net.local_port" server))
    (let loop ()
      (receive
        (message
         (let ((request (host-> message)))
           (http-reply (cdr (assq 'request request)) 200 '((content-type . "text/plain"))
                       (string-append "you asked for " (cdr (assq 'path request))))
           (loop))))))))
(define port (receive (n n)))
(define url (string-append "http://127.0.0.1:" (number->string port) "/hello"))
(display (http-get url)) (newline)                         ; expect: you asked for /hello
(write (assq 'status (http-request "GET" url '() ""))) (newline) ; expect: (status . 200)
(exit 0)
