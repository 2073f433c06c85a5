; R7RS, appendix A: (scheme case-lambda) exports every name of the report, and its procedures are values.
(import (only (scheme case-lambda)
          case-lambda))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write 'imported) (b:newline)  ; expect: imported
