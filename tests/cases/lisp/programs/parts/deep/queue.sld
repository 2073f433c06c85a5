; Imported by libraries-in-files.scm as (parts deep queue); its definitions are in a file beside it.
(define-library (parts deep queue)
  (export of first)
  (import (scheme base))
  (include "queue-body.scm"))
