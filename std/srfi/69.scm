;; Hash tables. Keys that eq?, eqv?, equal?, string=?, char=? or symbol=? compare are the runtime's own business. A table with another
;; equivalence is one of the runtime whose keys are hashes and whose values are association lists.

(define make-hash-table
  (case-lambda
    (() (%make-equal-table))
    ((same?) (%make-table same? #f))
    ((same? hash . more) (%make-table same? hash))))

(define (%make-table same? hash-of)
  (cond ((or (eq? same? equal?) (eq? same? string=?)) (%make-equal-table))
        ((or (eq? same? eqv?) (eq? same? eq?) (eq? same? char=?) (eq? same? symbol=?)) (%make-eqv-table))
        (hash-of (%make-program-table same? hash-of))
        ((eq? same? string-ci=?) (%make-program-table same? string-ci-hash))
        (else (%make-program-table same? %no-hash))))

;; Without a hash function nothing is known of the keys but their equivalence.
(define (%no-hash key) 0)

(define alist->hash-table
  (case-lambda
    ((entries) (%fill-from-alist! (%make-equal-table) entries))
    ((entries same?) (%fill-from-alist! (make-hash-table same?) entries))
    ((entries same? hash . more) (%fill-from-alist! (make-hash-table same? hash) entries))))

;; The first of several entries for one key counts, as it does in the list.
(define (%fill-from-alist! table entries)
  (let loop ((rest entries))
    (cond ((pair? rest)
           (if (not (hash-table-exists? table (caar rest)))
               (hash-table-set! table (caar rest) (cdar rest)))
           (loop (cdr rest)))
          (else table))))

(define (hash-table-equivalence-function table)
  (cond ((%program-table? table) (%table-same table))
        ((%equal-table? table) equal?)
        (else eqv?)))

(define (hash-table-hash-function table)
  (cond ((%program-table? table) (%table-hash table))
        ((%equal-table? table) hash)
        (else hash-by-identity)))

;; What no table holds.
(define %missing '(missing))

(define (%lookup table key)
  (if (%program-table? table)
      (let ((entry (assoc key (%bucket table key) (%table-same table))))
        (if entry (cdr entry) %missing))
      (%table-ref table key %missing)))

(define (%bucket table key)
  (%table-ref table ((%table-hash table) key) '()))

(define hash-table-ref
  (case-lambda
    ((table key)
     (let ((value (%lookup table key)))
       (if (eq? value %missing)
           (error "hash-table-ref: there is no such key:" key)
           value)))
    ((table key fail)
     (let ((value (%lookup table key)))
       (if (eq? value %missing)
           (if fail (fail) (error "hash-table-ref: there is no such key:" key))
           value)))
    ((table key fail succeed)
     (let ((value (%lookup table key)))
       (cond ((not (eq? value %missing)) (succeed value))
             (fail (fail))
             (else (error "hash-table-ref: there is no such key:" key)))))))

(define (hash-table-ref/default table key default)
  (if (%program-table? table)
      (let ((value (%lookup table key)))
        (if (eq? value %missing) default value))
      (%table-ref table key default)))

(define (hash-table-set! table key value)
  (if (%program-table? table)
      (let* ((bucket (%bucket table key)) (entry (assoc key bucket (%table-same table))))
        (if entry
            (set-cdr! entry value)
            (%table-set! table ((%table-hash table) key) (append bucket (list (cons key value))))))
      (%table-set! table key value)))

(define (hash-table-delete! table key)
  (if (%program-table? table)
      (let* ((bucket (%bucket table key)) (entry (assoc key bucket (%table-same table))))
        (if entry
            (let loop ((rest bucket) (kept '()))
              (cond ((pair? rest) (loop (cdr rest) (if (eq? (car rest) entry) kept (cons (car rest) kept))))
                    ((null? kept) (%table-delete! table ((%table-hash table) key)))
                    (else (%table-set! table ((%table-hash table) key) (reverse kept)))))))
      (%table-delete! table key)))

(define (hash-table-exists? table key)
  (if (%program-table? table)
      (not (eq? (%lookup table key) %missing))
      (%table-exists? table key)))

(define (hash-table-contains? table key) (hash-table-exists? table key))

(define hash-table-update!
  (case-lambda
    ((table key change) (hash-table-set! table key (change (hash-table-ref table key))))
    ((table key change fail) (hash-table-set! table key (change (hash-table-ref table key fail))))
    ((table key change fail succeed) (hash-table-set! table key (change (hash-table-ref table key fail succeed))))))

(define (hash-table-update!/default table key change default)
  (hash-table-set! table key (change (hash-table-ref/default table key default))))

(define (hash-table-size table)
  (if (%program-table? table)
      (length (hash-table->alist table))
      (%table-size table)))

(define (hash-table-count table) (hash-table-size table))

(define (hash-table->alist table)
  (if (%program-table? table)
      (let loop ((buckets (%table-values table)) (entries '()))
        (if (null? buckets)
            (map (lambda (entry) (cons (car entry) (cdr entry))) entries)
            (loop (cdr buckets) (append (car buckets) entries))))
      (%table->alist table)))

(define (hash-table-keys table)
  (if (%program-table? table)
      (map car (hash-table->alist table))
      (%table-keys table)))

(define (hash-table-values table)
  (if (%program-table? table)
      (map cdr (hash-table->alist table))
      (%table-values table)))

;; The entries are those at the beginning, whatever the procedure does to the table.
(define (hash-table-walk table procedure)
  (let loop ((entries (hash-table->alist table)))
    (if (pair? entries)
        (begin
          (procedure (caar entries) (cdar entries))
          (loop (cdr entries))))))

(define (hash-table-fold table procedure start)
  (let loop ((entries (hash-table->alist table)) (result start))
    (if (pair? entries)
        (loop (cdr entries) (procedure (caar entries) (cdar entries) result))
        result)))

(define (hash-table-copy table . is-mutable)
  (if (%program-table? table)
      (hash-table-merge! (%table-like table) table)
      (%table-copy table)))

(define (hash-table-merge! table other)
  (let loop ((entries (hash-table->alist other)))
    (if (pair? entries)
        (begin
          (hash-table-set! table (caar entries) (cdar entries))
          (loop (cdr entries)))
        table)))

(define string-hash
  (case-lambda
    ((string) (hash (string-copy string)))
    ((string bound) (hash (string-copy string) bound))))

(define string-ci-hash
  (case-lambda
    ((string) (hash (string-foldcase string)))
    ((string bound) (hash (string-foldcase string) bound))))

;; What can change has no number that stays the same but this one.
(define hash-by-identity
  (case-lambda
    ((value) (if (%is-unchanging? value) (hash value) 0))
    ((value bound) (hash (if (%is-unchanging? value) value #f) bound))))

(define (%is-unchanging? value)
  (or (symbol? value) (number? value) (char? value) (boolean? value)))
