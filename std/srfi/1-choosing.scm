;; Lists, the second half: what chooses, deletes and treats lists as tables and sets.

;; Choosing

(define (filter matches? list)
  (let loop ((rest list) (kept '()) (left 10000))
    (if (eq? left 0) (%check-end "filter" list))
    (if (pair? rest)
        (loop (cdr rest) (if (matches? (car rest)) (cons (car rest) kept) kept) (- left 1))
        (reverse kept))))

(define (remove matches? list)
  (let loop ((rest list) (kept '()) (left 10000))
    (if (eq? left 0) (%check-end "remove" list))
    (if (pair? rest)
        (loop (cdr rest) (if (matches? (car rest)) kept (cons (car rest) kept)) (- left 1))
        (reverse kept))))

(define (partition matches? list)
  (let loop ((rest list) (in '()) (out '()) (left 10000))
    (if (eq? left 0) (%check-end "partition" list))
    (cond ((not (pair? rest)) (values (reverse in) (reverse out)))
          ((matches? (car rest)) (loop (cdr rest) (cons (car rest) in) out (- left 1)))
          (else (loop (cdr rest) in (cons (car rest) out) (- left 1))))))

(define (filter! matches? list) (filter matches? list))
(define (remove! matches? list) (remove matches? list))
(define (partition! matches? list) (partition matches? list))

(define (find matches? list)
  (let loop ((rest list))
    (cond ((not (pair? rest)) #f)
          ((matches? (car rest)) (car rest))
          (else (loop (cdr rest))))))

(define (find-tail matches? list)
  (let loop ((rest list))
    (cond ((not (pair? rest)) #f)
          ((matches? (car rest)) rest)
          (else (loop (cdr rest))))))

;; The last call is in tail position, as the SRFI asks.
(define any
  (case-lambda
    ((matches? list)
     (and (pair? list)
          (let loop ((head (car list)) (rest (cdr list)))
            (if (pair? rest)
                (or (matches? head) (loop (car rest) (cdr rest)))
                (matches? head)))))
    ((matches? list . lists)
     (let loop ((rests (cons list lists)))
       (and (every pair? rests)
            (let ((next (map cdr rests)))
              (if (every pair? next)
                  (or (%apply matches? (map car rests)) (loop next))
                  (%apply matches? (map car rests)))))))))

(define every
  (case-lambda
    ((matches? list)
     (or (not (pair? list))
         (let loop ((head (car list)) (rest (cdr list)))
           (if (pair? rest)
               (and (matches? head) (loop (car rest) (cdr rest)))
               (matches? head)))))
    ((matches? list . lists)
     (let loop ((rests (cons list lists)))
       (or (not (every pair? rests))
           (let ((next (map cdr rests)))
             (if (every pair? next)
                 (and (%apply matches? (map car rests)) (loop next))
                 (%apply matches? (map car rests)))))))))

(define list-index
  (case-lambda
    ((matches? list)
     (let loop ((rest list) (i 0))
       (cond ((not (pair? rest)) #f)
             ((matches? (car rest)) i)
             (else (loop (cdr rest) (+ i 1))))))
    ((matches? list . lists)
     (let loop ((rests (cons list lists)) (i 0))
       (cond ((not (every pair? rests)) #f)
             ((%apply matches? (map car rests)) i)
             (else (loop (map cdr rests) (+ i 1))))))))

(define (span matches? list)
  (let loop ((rest list) (taken '()))
    (if (and (pair? rest) (matches? (car rest)))
        (loop (cdr rest) (cons (car rest) taken))
        (values (reverse taken) rest))))

(define (break matches? list)
  (span (lambda (value) (not (matches? value))) list))

(define (span! matches? list) (span matches? list))
(define (break! matches? list) (break matches? list))

(define (take-while matches? list)
  (let loop ((rest list) (taken '()))
    (if (and (pair? rest) (matches? (car rest)))
        (loop (cdr rest) (cons (car rest) taken))
        (reverse taken))))

(define (take-while! matches? list) (take-while matches? list))

(define (drop-while matches? list)
  (let loop ((rest list))
    (if (and (pair? rest) (matches? (car rest)))
        (loop (cdr rest))
        rest)))

;; Deleting

(define delete
  (case-lambda
    ((value list) (remove (lambda (other) (equal? value other)) list))
    ((value list same?) (remove (lambda (other) (same? value other)) list))))

(define (delete! value list . same?) (%apply delete (cons value (cons list same?))))

(define delete-duplicates
  (case-lambda
    ((list) (delete-duplicates list equal?))
    ((list same?)
     (let loop ((rest list) (kept '()) (left 10000))
       (if (eq? left 0) (%check-end "delete-duplicates" list))
       (cond ((not (pair? rest)) (reverse kept))
             ((any (lambda (value) (same? value (car rest))) kept) (loop (cdr rest) kept (- left 1)))
             (else (loop (cdr rest) (cons (car rest) kept) (- left 1))))))))

(define (delete-duplicates! list . same?) (%apply delete-duplicates (cons list same?)))

;; Association lists

(define (alist-cons key value entries) (cons (cons key value) entries))

(define (alist-copy entries)
  (map (lambda (entry) (cons (car entry) (cdr entry))) entries))

(define alist-delete
  (case-lambda
    ((key entries) (remove (lambda (entry) (equal? key (car entry))) entries))
    ((key entries same?) (remove (lambda (entry) (same? key (car entry))) entries))))

(define (alist-delete! key entries . same?) (%apply alist-delete (cons key (cons entries same?))))

;; Lists as sets

(define (%subset? same? list1 list2)
  (every (lambda (value) (%in? same? value list2)) list1))

(define (lset<= same? . lists)
  (or (null? lists)
      (let loop ((first (car lists)) (rest (cdr lists)))
        (or (null? rest)
            (and (%subset? same? first (car rest))
                 (loop (car rest) (cdr rest)))))))

(define (lset= same? . lists)
  (or (null? lists)
      (let loop ((first (car lists)) (rest (cdr lists)))
        (or (null? rest)
            (and (%subset? same? first (car rest))
                 (%subset? (lambda (value other) (same? other value)) (car rest) first)
                 (loop (car rest) (cdr rest)))))))

(define (lset-adjoin same? list . added)
  (fold (lambda (value result) (%adjoin same? value result)) list added))

(define (%adjoin same? value list)
  (if (any (lambda (other) (same? other value)) list)
      list
      (cons value list)))

(define (lset-union same? . lists)
  (reduce (lambda (list result)
            (cond ((null? result) list)
                  ((eq? list result) result)
                  (else (fold (lambda (value result) (%adjoin same? value result)) result list))))
          '()
          lists))

(define (%in? same? value list)
  (any (lambda (other) (same? value other)) list))

(define (%in-none? same? value lists)
  (not (any (lambda (list) (%in? same? value list)) lists)))

(define (lset-intersection same? list . lists)
  (filter (lambda (value) (every (lambda (other) (%in? same? value other)) lists)) list))

(define (lset-difference same? list . lists)
  (filter (lambda (value) (%in-none? same? value lists)) list))

(define (lset-xor same? . lists)
  (reduce (lambda (list result)
            (append (lset-difference same? list result)
                    (lset-difference (lambda (value other) (same? other value)) result list)))
          '()
          lists))

(define (lset-diff+intersection same? list . lists)
  (partition (lambda (value) (%in-none? same? value lists)) list))

(define (lset-union! same? . lists) (%apply lset-union (cons same? lists)))
(define (lset-intersection! same? . lists) (%apply lset-intersection (cons same? lists)))
(define (lset-difference! same? . lists) (%apply lset-difference (cons same? lists)))
(define (lset-xor! same? . lists) (%apply lset-xor (cons same? lists)))
(define (lset-diff+intersection! same? . lists) (%apply lset-diff+intersection (cons same? lists)))
