;; Sorting. All of it is stable: equal elements keep their order. What is in order already takes a
;; comparison for each element.

(define (list-sorted? less? list)
  (or (null? list)
      (let loop ((first (car list)) (rest (cdr list)))
        (or (null? rest)
            (and (not (less? (car rest) first))
                 (loop (car rest) (cdr rest)))))))

(define vector-sorted?
  (case-lambda
    ((less? vector) (%sorted-part? less? vector 0 (vector-length vector)))
    ((less? vector start) (%sorted-part? less? vector start (vector-length vector)))
    ((less? vector start end) (%sorted-part? less? vector start end))))

(define (%sorted-part? less? vector start end)
  (let loop ((i (+ start 1)))
    (or (>= i end)
        (and (not (less? (vector-ref vector i) (vector-ref vector (- i 1))))
             (loop (+ i 1))))))

(define (list-sort less? list)
  (let ((items (list->vector list)))
    (%sort-part! less? items 0 (vector-length items))
    (vector->list items)))

(define (list-stable-sort less? list) (list-sort less? list))
(define (list-sort! less? list) (list-sort less? list))
(define (list-stable-sort! less? list) (list-sort less? list))

(define vector-sort
  (case-lambda
    ((less? vector) (%sorted-copy less? (vector-copy vector)))
    ((less? vector start) (%sorted-copy less? (vector-copy vector start)))
    ((less? vector start end) (%sorted-copy less? (vector-copy vector start end)))))

(define (%sorted-copy less? copy)
  (%sort-part! less? copy 0 (vector-length copy))
  copy)

(define vector-stable-sort vector-sort)

(define vector-sort!
  (case-lambda
    ((less? vector) (%sort-part! less? vector 0 (vector-length vector)))
    ((less? vector start) (%sort-part! less? vector start (vector-length vector)))
    ((less? vector start end) (%sort-part! less? vector start end))))

(define vector-stable-sort! vector-sort!)

(define (%sort-part! less? vector start end)
  (if (> (- end start) 1)
      (%merge-sort! less? (vector-copy vector) vector start end)))

;; Both vectors have the same elements in the part at first; it is sorted in the second one afterwards.
(define (%merge-sort! less? from to start end)
  (if (> (- end start) 2)
      (let ((middle (quotient (+ start end) 2)))
        (%merge-sort! less? to from start middle)
        (%merge-sort! less? to from middle end)
        (if (less? (vector-ref from middle) (vector-ref from (- middle 1)))
            (%merge! less? from start middle from middle end to start)
            (vector-copy! to start from start end)))
      (if (less? (vector-ref to (- end 1)) (vector-ref to start))
          (let ((first (vector-ref to start)))
            (vector-set! to start (vector-ref to (- end 1)))
            (vector-set! to (- end 1) first)))))

(define (%merge! less? vector1 start1 end1 vector2 start2 end2 to at)
  (let loop ((i start1) (j start2) (k at))
    (cond ((= i end1) (vector-copy! to k vector2 j end2))
          ((= j end2) (vector-copy! to k vector1 i end1))
          ((less? (vector-ref vector2 j) (vector-ref vector1 i))
           (vector-set! to k (vector-ref vector2 j))
           (loop i (+ j 1) (+ k 1)))
          (else
           (vector-set! to k (vector-ref vector1 i))
           (loop (+ i 1) j (+ k 1))))))

(define (list-merge less? list1 list2)
  (let loop ((rest1 list1) (rest2 list2) (merged '()))
    (cond ((null? rest1) (append-reverse merged rest2))
          ((null? rest2) (append-reverse merged rest1))
          ((less? (car rest2) (car rest1)) (loop rest1 (cdr rest2) (cons (car rest2) merged)))
          (else (loop (cdr rest1) rest2 (cons (car rest1) merged))))))

(define (list-merge! less? list1 list2) (list-merge less? list1 list2))

(define (vector-merge less? vector1 vector2)
  (let ((merged (make-vector (+ (vector-length vector1) (vector-length vector2)))))
    (%merge! less? vector1 0 (vector-length vector1) vector2 0 (vector-length vector2) merged 0)
    merged))

;; Of neighbors that are the same the first stays.
(define (list-delete-neighbor-dups same? list)
  (if (null? list)
      '()
      (let loop ((rest (cdr list)) (last (car list)) (kept (cons (car list) '())))
        (cond ((null? rest) (reverse kept))
              ((same? last (car rest)) (loop (cdr rest) last kept))
              (else (loop (cdr rest) (car rest) (cons (car rest) kept)))))))
