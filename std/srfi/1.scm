;; Lists. Where the procedures whose names end in ! may change their arguments they do not, but for reverse!.

;; Making lists

(define (xcons tail head) (cons head tail))

(define (list-tabulate count value-at)
  (let loop ((i (- count 1)) (result '()))
    (if (< i 0)
        result
        (loop (- i 1) (cons (value-at i) result)))))

(define (circular-list first . more)
  (let ((items (cons first (list-copy more))))
    (set-cdr! (last-pair items) items)
    items))

(define iota
  (case-lambda
    ((count) (iota count 0 1))
    ((count start) (iota count start 1))
    ((count start step)
     (let loop ((i (- count 1)) (result '()))
       (if (< i 0)
           result
           (loop (- i 1) (cons (+ start (* i step)) result)))))))

;; What kind of list

(define (proper-list? value) (list? value))

(define (circular-list? value)
  (let loop ((slow value) (fast value))
    (and (pair? fast)
         (let ((fast (cdr fast)))
           (and (pair? fast)
                (let ((slow (cdr slow)) (fast (cdr fast)))
                  (or (eq? slow fast) (loop slow fast))))))))

(define (dotted-list? value)
  (not (or (list? value) (circular-list? value))))

(define (not-pair? value) (not (pair? value)))

(define (null-list? list)
  (cond ((pair? list) #f)
        ((null? list) #t)
        (else (%refuse-list "null-list?" list))))

(define (list= same? . lists)
  (or (null? lists)
      (let loop ((first (car lists)) (rest (cdr lists)))
        (or (null? rest)
            (and (%same-elements? same? first (car rest))
                 (loop (car rest) (cdr rest)))))))

(define (%same-elements? same? list1 list2)
  (let loop ((rest1 list1) (rest2 list2))
    (cond ((null? rest1) (null? rest2))
          ((null? rest2) #f)
          ((same? (car rest1) (car rest2)) (loop (cdr rest1) (cdr rest2)))
          (else #f))))

;; Parts

(define (first list) (car list))
(define (second list) (cadr list))
(define (third list) (caddr list))
(define (fourth list) (cadddr list))
(define (fifth list) (list-ref list 4))
(define (sixth list) (list-ref list 5))
(define (seventh list) (list-ref list 6))
(define (eighth list) (list-ref list 7))
(define (ninth list) (list-ref list 8))
(define (tenth list) (list-ref list 9))

(define (car+cdr pair) (values (car pair) (cdr pair)))

(define (take list count)
  (let loop ((rest list) (left count) (taken '()))
    (if (> left 0)
        (loop (cdr rest) (- left 1) (cons (car rest) taken))
        (reverse! taken))))

(define (drop list count) (list-tail list count))

(define (take-right list count)
  (let loop ((result list) (ahead (drop list count)))
    (if (pair? ahead)
        (loop (cdr result) (cdr ahead))
        result)))

(define (drop-right list count)
  (let loop ((rest list) (ahead (drop list count)) (kept '()))
    (if (pair? ahead)
        (loop (cdr rest) (cdr ahead) (cons (car rest) kept))
        (reverse! kept))))

(define (take! list count) (take list count))
(define (drop-right! list count) (drop-right list count))

(define (split-at list count)
  (values (take list count) (drop list count)))

(define (split-at! list count) (split-at list count))

(define (last list) (car (last-pair list)))

;; Joining

(define (concatenate lists) (%apply append lists))
(define (concatenate! lists) (%apply append lists))
(define (append! . lists) (%apply append lists))
(define (append-reverse! list tail) (append-reverse list tail))

(define (zip first . more) (%apply map (cons list (cons first more))))

(define (unzip1 lists) (map car lists))
(define (unzip2 lists) (values (map car lists) (map cadr lists)))
(define (unzip3 lists) (values (map car lists) (map cadr lists) (map caddr lists)))

(define count
  (case-lambda
    ((matches? list)
     (let loop ((rest list) (found 0) (left 10000))
       (if (eq? left 0) (%check-end "count" list))
       (if (pair? rest)
           (loop (cdr rest) (if (matches? (car rest)) (+ found 1) found) (- left 1))
           found)))
    ((matches? list . lists)
     (let loop ((rests (cons list lists)) (found 0) (left 10000))
       (if (eq? left 0) (%check-ends "count" (cons list lists)))
       (if (every pair? rests)
           (loop (map cdr rests) (if (%apply matches? (map car rests)) (+ found 1) found) (- left 1))
           found)))))

;; Folding

(define fold
  (case-lambda
    ((combine start list)
     (let loop ((rest list) (result start) (left 10000))
       (if (eq? left 0) (%check-end "fold" list))
       (if (pair? rest)
           (loop (cdr rest) (combine (car rest) result) (- left 1))
           result)))
    ((combine start list1 list2)
     (let loop ((rest1 list1) (rest2 list2) (result start) (left 10000))
       (if (eq? left 0) (%check-ends "fold" (cons list1 (cons list2 '()))))
       (if (and (pair? rest1) (pair? rest2))
           (loop (cdr rest1) (cdr rest2) (combine (car rest1) (car rest2) result) (- left 1))
           result)))
    ((combine start list . lists)
     (let loop ((rests (cons list lists)) (result start) (left 10000))
       (if (eq? left 0) (%check-ends "fold" (cons list lists)))
       (if (every pair? rests)
           (loop (map cdr rests) (%apply combine (append (map car rests) (cons result '()))) (- left 1))
           result)))))

(define fold-right
  (case-lambda
    ((combine start list)
     (let loop ((rest (reverse list)) (result start))
       (if (pair? rest)
           (loop (cdr rest) (combine (car rest) result))
           result)))
    ((combine start list1 . lists)
     (let loop ((rows (reverse (%apply map (cons list (cons list1 lists))))) (result start))
       (if (pair? rows)
           (loop (cdr rows) (%apply combine (append (car rows) (cons result '()))))
           result)))))

(define pair-fold
  (case-lambda
    ((combine start list)
     (let loop ((rest list) (result start) (left 10000))
       (if (eq? left 0) (%check-end "pair-fold" list))
       (if (pair? rest)
           (let ((next (cdr rest)))
             (loop next (combine rest result) (- left 1)))
           result)))
    ((combine start list . lists)
     (let loop ((rests (cons list lists)) (result start) (left 10000))
       (if (eq? left 0) (%check-ends "pair-fold" (cons list lists)))
       (if (every pair? rests)
           (let ((next (map cdr rests)))
             (loop next (%apply combine (append rests (cons result '()))) (- left 1)))
           result)))))

(define (pair-fold-right combine start list . lists)
  (let gather ((rests (cons list lists)) (steps '()) (left 10000))
    (if (eq? left 0) (%check-ends "pair-fold-right" (cons list lists)))
    (if (every pair? rests)
        (gather (map cdr rests) (cons rests steps) (- left 1))
        (let loop ((steps steps) (result start))
          (if (pair? steps)
              (loop (cdr steps) (%apply combine (append (car steps) (cons result '()))))
              result)))))

(define (reduce combine default list)
  (if (pair? list)
      (fold combine (car list) (cdr list))
      default))

(define (reduce-right combine default list)
  (if (pair? list)
      (let ((backwards (reverse list)))
        (fold combine (car backwards) (cdr backwards)))
      default))

(define unfold
  (case-lambda
    ((stop? value-of next seed) (unfold stop? value-of next seed (lambda (seed) '())))
    ((stop? value-of next seed tail-of)
     (let loop ((seed seed) (made '()))
       (if (stop? seed)
           (append-reverse made (tail-of seed))
           (let ((value (value-of seed)))
             (loop (next seed) (cons value made))))))))

(define unfold-right
  (case-lambda
    ((stop? value-of next seed) (unfold-right stop? value-of next seed '()))
    ((stop? value-of next seed tail)
     (let loop ((seed seed) (result tail))
       (if (stop? seed)
           result
           (loop (next seed) (cons (value-of seed) result)))))))

;; Mapping

(define append-map
  (case-lambda
    ((procedure list) (concatenate (map procedure list)))
    ((procedure . lists) (concatenate (%apply map (cons procedure lists))))))

(define (append-map! procedure . lists) (%apply append-map (cons procedure lists)))
(define (map! procedure . lists) (%apply map (cons procedure lists)))
(define (map-in-order procedure . lists) (%apply map (cons procedure lists)))

(define pair-for-each
  (case-lambda
    ((procedure list)
     (let loop ((rest list))
       (if (pair? rest)
           (let ((next (cdr rest)))
             (procedure rest)
             (loop next)))))
    ((procedure list . lists)
     (let loop ((rests (cons list lists)))
       (if (every pair? rests)
           (let ((next (map cdr rests)))
             (%apply procedure rests)
             (loop next)))))))

(define filter-map
  (case-lambda
    ((procedure list)
     (let loop ((rest list) (results '()))
       (if (pair? rest)
           (let ((result (procedure (car rest))))
             (loop (cdr rest) (if result (cons result results) results)))
           (reverse results))))
    ((procedure . lists) (filter values (%apply map (cons procedure lists))))))
