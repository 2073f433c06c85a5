;; Input and output (6.13). Reading and writing are in the runtime, which also knows the current ports when none is given.

(define current-input-port (%current-input-port))
(define current-output-port (%current-output-port))
(define current-error-port (%current-error-port))

(define (call-with-port port procedure)
  (call-with-values
    (lambda () (procedure port))
    (lambda results
      (close-port port)
      (%list->values results))))

(define (call-with-input-file name procedure) (call-with-port (open-input-file name) procedure))
(define (call-with-output-file name procedure) (call-with-port (open-output-file name) procedure))

(define (with-input-from-file name thunk)
  (call-with-port (open-input-file name)
    (lambda (port) (parameterize ((current-input-port port)) (thunk)))))

(define (with-output-to-file name thunk)
  (call-with-port (open-output-file name)
    (lambda (port) (parameterize ((current-output-port port)) (thunk)))))
