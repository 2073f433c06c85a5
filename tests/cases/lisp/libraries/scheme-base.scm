; R7RS, appendix A: (scheme base) exports every name of the report, and its procedures are values.
(import (only (scheme base)
          make-parameter eqv? eq? equal? number? complex? real? rational? integer? exact? inexact? exact-integer? = < > <= >=
          zero? positive? negative? odd? even? max min + * - / abs floor/ floor-quotient floor-remainder truncate/
          truncate-quotient truncate-remainder quotient remainder modulo gcd lcm numerator denominator floor ceiling truncate
          round rationalize square exact-integer-sqrt expt inexact exact number->string string->number not boolean? boolean=?
          pair? cons car cdr set-car! set-cdr! caar cadr cdar cddr null? list? make-list list length append reverse list-tail
          list-ref list-set! memq memv member assq assv assoc list-copy symbol? symbol=? symbol->string string->symbol char?
          char=? char<? char>? char<=? char>=? char->integer integer->char string? make-string string string-length string-ref
          string-set! string=? string<? string>? string<=? string>=? substring string-append string->list list->string string-copy
          string-copy! string-fill! vector? make-vector vector vector-length vector-ref vector-set! vector->list list->vector
          vector->string string->vector vector-copy vector-copy! vector-append vector-fill! bytevector? make-bytevector bytevector
          bytevector-u8-ref bytevector-u8-set! bytevector-length bytevector-copy bytevector-copy! bytevector-append utf8->string
          string->utf8 procedure? apply map string-map vector-map for-each string-for-each vector-for-each
          call-with-current-continuation call/cc values call-with-values dynamic-wind with-exception-handler raise
          raise-continuable error error-object? error-object-message error-object-irritants read-error? file-error? call-with-port
          input-port? output-port? textual-port? binary-port? port? input-port-open? output-port-open? current-input-port
          current-output-port current-error-port close-port close-input-port close-output-port open-input-string
          open-output-string get-output-string open-input-bytevector open-output-bytevector get-output-bytevector read-char
          peek-char read-line eof-object? eof-object char-ready? read-string read-u8 peek-u8 u8-ready? read-bytevector
          read-bytevector! newline write-char write-string write-u8 write-bytevector flush-output-port features quote lambda if
          set! include include-ci cond else => case and or when unless cond-expand let let* letrec letrec* let-values let*-values
          begin do parameterize guard quasiquote unquote unquote-splicing let-syntax letrec-syntax syntax-rules _ ... syntax-error
          define define-values define-syntax define-record-type))
(import (only (scheme base) quote) (prefix (scheme base) b:) (prefix (scheme write) w:))

(w:write (b:map (b:lambda (named) (b:if (b:procedure? (b:cdr named)) #t (b:car named)))
  (b:list
    (b:cons 'make-parameter make-parameter) (b:cons 'eqv? eqv?) (b:cons 'eq? eq?) (b:cons 'equal? equal?)
    (b:cons 'number? number?) (b:cons 'complex? complex?) (b:cons 'real? real?) (b:cons 'rational? rational?)
    (b:cons 'integer? integer?) (b:cons 'exact? exact?) (b:cons 'inexact? inexact?) (b:cons 'exact-integer? exact-integer?)
    (b:cons '= =) (b:cons '< <) (b:cons '> >) (b:cons '<= <=) (b:cons '>= >=) (b:cons 'zero? zero?) (b:cons 'positive? positive?)
    (b:cons 'negative? negative?) (b:cons 'odd? odd?) (b:cons 'even? even?) (b:cons 'max max) (b:cons 'min min) (b:cons '+ +)
    (b:cons '* *) (b:cons '- -) (b:cons '/ /) (b:cons 'abs abs) (b:cons 'floor/ floor/) (b:cons 'floor-quotient floor-quotient)
    (b:cons 'floor-remainder floor-remainder) (b:cons 'truncate/ truncate/) (b:cons 'truncate-quotient truncate-quotient)
    (b:cons 'truncate-remainder truncate-remainder) (b:cons 'quotient quotient) (b:cons 'remainder remainder)
    (b:cons 'modulo modulo) (b:cons 'gcd gcd) (b:cons 'lcm lcm) (b:cons 'numerator numerator) (b:cons 'denominator denominator)
    (b:cons 'floor floor) (b:cons 'ceiling ceiling) (b:cons 'truncate truncate) (b:cons 'round round)
    (b:cons 'rationalize rationalize) (b:cons 'square square) (b:cons 'exact-integer-sqrt exact-integer-sqrt) (b:cons 'expt expt)
    (b:cons 'inexact inexact) (b:cons 'exact exact) (b:cons 'number->string number->string)
    (b:cons 'string->number string->number) (b:cons 'not not) (b:cons 'boolean? boolean?) (b:cons 'boolean=? boolean=?)
    (b:cons 'pair? pair?) (b:cons 'cons cons) (b:cons 'car car) (b:cons 'cdr cdr) (b:cons 'set-car! set-car!)
    (b:cons 'set-cdr! set-cdr!) (b:cons 'caar caar) (b:cons 'cadr cadr) (b:cons 'cdar cdar) (b:cons 'cddr cddr)
    (b:cons 'null? null?) (b:cons 'list? list?) (b:cons 'make-list make-list) (b:cons 'list list) (b:cons 'length length)
    (b:cons 'append append) (b:cons 'reverse reverse) (b:cons 'list-tail list-tail) (b:cons 'list-ref list-ref)
    (b:cons 'list-set! list-set!) (b:cons 'memq memq) (b:cons 'memv memv) (b:cons 'member member) (b:cons 'assq assq)
    (b:cons 'assv assv) (b:cons 'assoc assoc) (b:cons 'list-copy list-copy) (b:cons 'symbol? symbol?) (b:cons 'symbol=? symbol=?)
    (b:cons 'symbol->string symbol->string) (b:cons 'string->symbol string->symbol) (b:cons 'char? char?) (b:cons 'char=? char=?)
    (b:cons 'char<? char<?) (b:cons 'char>? char>?) (b:cons 'char<=? char<=?) (b:cons 'char>=? char>=?)
    (b:cons 'char->integer char->integer) (b:cons 'integer->char integer->char) (b:cons 'string? string?)
    (b:cons 'make-string make-string) (b:cons 'string string) (b:cons 'string-length string-length)
    (b:cons 'string-ref string-ref) (b:cons 'string-set! string-set!) (b:cons 'string=? string=?) (b:cons 'string<? string<?)
    (b:cons 'string>? string>?) (b:cons 'string<=? string<=?) (b:cons 'string>=? string>=?) (b:cons 'substring substring)
    (b:cons 'string-append string-append) (b:cons 'string->list string->list) (b:cons 'list->string list->string)
    (b:cons 'string-copy string-copy) (b:cons 'string-copy! string-copy!) (b:cons 'string-fill! string-fill!)
    (b:cons 'vector? vector?) (b:cons 'make-vector make-vector) (b:cons 'vector vector) (b:cons 'vector-length vector-length)
    (b:cons 'vector-ref vector-ref) (b:cons 'vector-set! vector-set!) (b:cons 'vector->list vector->list)
    (b:cons 'list->vector list->vector) (b:cons 'vector->string vector->string) (b:cons 'string->vector string->vector)
    (b:cons 'vector-copy vector-copy) (b:cons 'vector-copy! vector-copy!) (b:cons 'vector-append vector-append)
    (b:cons 'vector-fill! vector-fill!) (b:cons 'bytevector? bytevector?) (b:cons 'make-bytevector make-bytevector)
    (b:cons 'bytevector bytevector) (b:cons 'bytevector-u8-ref bytevector-u8-ref) (b:cons 'bytevector-u8-set! bytevector-u8-set!)
    (b:cons 'bytevector-length bytevector-length) (b:cons 'bytevector-copy bytevector-copy)
    (b:cons 'bytevector-copy! bytevector-copy!) (b:cons 'bytevector-append bytevector-append) (b:cons 'utf8->string utf8->string)
    (b:cons 'string->utf8 string->utf8) (b:cons 'procedure? procedure?) (b:cons 'apply apply) (b:cons 'map map)
    (b:cons 'string-map string-map) (b:cons 'vector-map vector-map) (b:cons 'for-each for-each)
    (b:cons 'string-for-each string-for-each) (b:cons 'vector-for-each vector-for-each)
    (b:cons 'call-with-current-continuation call-with-current-continuation) (b:cons 'call/cc call/cc) (b:cons 'values values)
    (b:cons 'call-with-values call-with-values) (b:cons 'dynamic-wind dynamic-wind)
    (b:cons 'with-exception-handler with-exception-handler) (b:cons 'raise raise) (b:cons 'raise-continuable raise-continuable)
    (b:cons 'error error) (b:cons 'error-object? error-object?) (b:cons 'error-object-message error-object-message)
    (b:cons 'error-object-irritants error-object-irritants) (b:cons 'read-error? read-error?) (b:cons 'file-error? file-error?)
    (b:cons 'call-with-port call-with-port) (b:cons 'input-port? input-port?) (b:cons 'output-port? output-port?)
    (b:cons 'textual-port? textual-port?) (b:cons 'binary-port? binary-port?) (b:cons 'port? port?)
    (b:cons 'input-port-open? input-port-open?) (b:cons 'output-port-open? output-port-open?)
    (b:cons 'current-input-port current-input-port) (b:cons 'current-output-port current-output-port)
    (b:cons 'current-error-port current-error-port) (b:cons 'close-port close-port) (b:cons 'close-input-port close-input-port)
    (b:cons 'close-output-port close-output-port) (b:cons 'open-input-string open-input-string)
    (b:cons 'open-output-string open-output-string) (b:cons 'get-output-string get-output-string)
    (b:cons 'open-input-bytevector open-input-bytevector) (b:cons 'open-output-bytevector open-output-bytevector)
    (b:cons 'get-output-bytevector get-output-bytevector) (b:cons 'read-char read-char) (b:cons 'peek-char peek-char)
    (b:cons 'read-line read-line) (b:cons 'eof-object? eof-object?) (b:cons 'eof-object eof-object)
    (b:cons 'char-ready? char-ready?) (b:cons 'read-string read-string) (b:cons 'read-u8 read-u8) (b:cons 'peek-u8 peek-u8)
    (b:cons 'u8-ready? u8-ready?) (b:cons 'read-bytevector read-bytevector) (b:cons 'read-bytevector! read-bytevector!)
    (b:cons 'newline newline) (b:cons 'write-char write-char) (b:cons 'write-string write-string) (b:cons 'write-u8 write-u8)
    (b:cons 'write-bytevector write-bytevector) (b:cons 'flush-output-port flush-output-port) (b:cons 'features features)))) (b:newline)  ; expect: (#t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t #t)
