;; Pairs and lists (6.4), and the procedures that call others for each element of a list (6.10). Walking, copying and searching by
;; eq?, eqv? and equal? is in the runtime. What goes along lists here counts down from a number: at 0 it asks, once, whether there is an end.

(define-integrable (append . lists)
  (if (null? lists)
      '()
      (let ((backwards (reverse lists)))
        (let loop ((fronts (cdr backwards)) (result (car backwards)))
          (if (null? fronts)
              result
              (loop (cdr fronts) (append (car fronts) result)))))))

(define-integrable member
  (case-lambda
    ((value list) (member value list))
    ((value list same?)
     (let loop ((rest list) (left 10000))
       (if (eq? left 0) (%check-end "member" list))
       (cond ((pair? rest) (if (same? value (car rest)) rest (loop (cdr rest) (- left 1))))
             ((null? rest) #f)
             (else (%refuse-list "member" list)))))))

(define-integrable assoc
  (case-lambda
    ((key entries) (assoc key entries))
    ((key entries same?)
     (let loop ((rest entries) (left 10000))
       (if (eq? left 0) (%check-end "assoc" entries))
       (cond ((pair? rest) (if (same? key (caar rest)) (car rest) (loop (cdr rest) (- left 1))))
             ((null? rest) #f)
             (else (%refuse-list "assoc" entries)))))))

;; The results are kept backwards and copied at the end, so that a continuation that comes back into a call of the procedure finds
;; the earlier ones as they were.
(define map
  (case-lambda
    ((procedure list)
     (let loop ((rest list) (results '()) (left 10000))
       (if (eq? left 0) (%check-end "map" list))
       (cond ((pair? rest) (loop (cdr rest) (cons (procedure (car rest)) results) (- left 1)))
             ((null? rest) (%finish-results results))
             (else (%refuse-list "map" list)))))
    ((procedure list1 list2)
     (let loop ((rest1 list1) (rest2 list2) (results '()) (left 10000))
       (if (eq? left 0) (%check-ends "map" (cons list1 (cons list2 '()))))
       (if (and (pair? rest1) (pair? rest2))
           (loop (cdr rest1) (cdr rest2) (cons (procedure (car rest1) (car rest2)) results) (- left 1))
           (%finish-results results))))
    ((procedure list . lists)
     (let loop ((rests (cons list lists)) (results '()) (left 10000))
       (if (eq? left 0) (%check-ends "map" (cons list lists)))
       (if (%all-pairs? rests)
           (loop (%cdrs rests) (cons (%apply procedure (%cars rests)) results) (- left 1))
           (%finish-results results))))))

(define for-each
  (case-lambda
    ((procedure list)
     (let loop ((rest list) (left 10000))
       (if (eq? left 0) (%check-end "for-each" list))
       (cond ((pair? rest) (procedure (car rest)) (loop (cdr rest) (- left 1)))
             ((not (null? rest)) (%refuse-list "for-each" list)))))
    ((procedure list1 list2)
     (let loop ((rest1 list1) (rest2 list2) (left 10000))
       (if (eq? left 0) (%check-ends "for-each" (cons list1 (cons list2 '()))))
       (if (and (pair? rest1) (pair? rest2))
           (begin
             (procedure (car rest1) (car rest2))
             (loop (cdr rest1) (cdr rest2) (- left 1))))))
    ((procedure list . lists)
     (let loop ((rests (cons list lists)) (left 10000))
       (if (eq? left 0) (%check-ends "for-each" (cons list lists)))
       (if (%all-pairs? rests)
           (begin
             (%apply procedure (%cars rests))
             (loop (%cdrs rests) (- left 1))))))))

(define (%all-pairs? lists)
  (or (null? lists)
      (and (pair? (car lists)) (%all-pairs? (cdr lists)))))

(define (%cars lists)
  (let loop ((rest lists) (parts '()))
    (if (null? rest)
        (reverse parts)
        (loop (cdr rest) (cons (caar rest) parts)))))

(define (%cdrs lists)
  (let loop ((rest lists) (parts '()))
    (if (null? rest)
        (reverse parts)
        (loop (cdr rest) (cons (cdar rest) parts)))))
