; R7RS, appendix A: (scheme file) exports every name of the report, and its procedures are values.
(import (only (scheme file)
          call-with-input-file call-with-output-file with-input-from-file with-output-to-file open-input-file
          open-binary-input-file open-output-file open-binary-output-file file-exists? delete-file))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'call-with-input-file call-with-input-file) (b:cons 'call-with-output-file call-with-output-file)
    (b:cons 'with-input-from-file with-input-from-file) (b:cons 'with-output-to-file with-output-to-file)
    (b:cons 'open-input-file open-input-file) (b:cons 'open-binary-input-file open-binary-input-file)
    (b:cons 'open-output-file open-output-file) (b:cons 'open-binary-output-file open-binary-output-file)
    (b:cons 'file-exists? file-exists?) (b:cons 'delete-file delete-file)))) (b:newline)  ; expect: (#t #t #t #t #t #t #t #t #t #t)
