;; Vectors (6.8), and the procedures that call others for each element of a vector (6.10).

(define-integrable vector-append
  (case-lambda
    ((first second) (vector-append first second))
    (vectors (%vector-append vectors))))

;; The results are kept in a list first, so that a continuation that comes back finds the earlier ones as they were.
(define vector-map
  (case-lambda
    ((procedure vector)
     (let ((length (vector-length vector)))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (procedure (vector-ref vector i)) results))
             (%reverse-list->vector results)))))
    ((procedure vector1 vector2)
     (let ((length (min (vector-length vector1) (vector-length vector2))))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (procedure (vector-ref vector1 i) (vector-ref vector2 i)) results))
             (%reverse-list->vector results)))))
    ((procedure vector . vectors)
     (let* ((all (cons vector vectors)) (length (%shortest-vector all)))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (%apply procedure (%vector-refs all i)) results))
             (%reverse-list->vector results)))))))

(define vector-for-each
  (case-lambda
    ((procedure vector)
     (let ((length (vector-length vector)))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (procedure (vector-ref vector i))
               (loop (+ i 1)))))))
    ((procedure vector1 vector2)
     (let ((length (min (vector-length vector1) (vector-length vector2))))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (procedure (vector-ref vector1 i) (vector-ref vector2 i))
               (loop (+ i 1)))))))
    ((procedure vector . vectors)
     (let* ((all (cons vector vectors)) (length (%shortest-vector all)))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (%apply procedure (%vector-refs all i))
               (loop (+ i 1)))))))))

(define (%shortest-vector vectors)
  (let loop ((rest (cdr vectors)) (length (vector-length (car vectors))))
    (if (null? rest)
        length
        (loop (cdr rest) (min length (vector-length (car rest)))))))

(define (%vector-refs vectors i)
  (let loop ((rest vectors) (parts '()))
    (if (null? rest)
        (reverse parts)
        (loop (cdr rest) (cons (vector-ref (car rest) i) parts)))))

;; Bytevectors (6.9).

(define (bytevector . bytes) (%bytevector bytes))

(define-integrable bytevector-append
  (case-lambda
    ((first second) (bytevector-append first second))
    (bytevectors (%bytevector-append bytevectors))))
