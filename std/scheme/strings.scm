;; Strings (6.7), and the procedures that call others for each character (6.10). What takes a fixed number of strings is in the runtime.

(define-integrable string
  (case-lambda
    ((character) (string character))
    (characters (list->string characters))))

(define-integrable string-append
  (case-lambda
    ((first second) (string-append first second))
    ((first second third) (string-append first second third))
    (strings (%string-append strings))))

(define-integrable string=?
  (case-lambda
    ((a b) (string=? a b))
    ((a) (string=? a a) #t)
    ((a b . more) (%in-order string=? (string=? a b) b more))))

(define-integrable string<?
  (case-lambda
    ((a b) (string<? a b))
    ((a) (string<? a a) #t)
    ((a b . more) (%in-order string<? (string<? a b) b more))))

(define-integrable string>?
  (case-lambda
    ((a b) (string>? a b))
    ((a) (string>? a a) #t)
    ((a b . more) (%in-order string>? (string>? a b) b more))))

(define-integrable string<=?
  (case-lambda
    ((a b) (string<=? a b))
    ((a) (string<=? a a) #t)
    ((a b . more) (%in-order string<=? (string<=? a b) b more))))

(define-integrable string>=?
  (case-lambda
    ((a b) (string>=? a b))
    ((a) (string>=? a a) #t)
    ((a b . more) (%in-order string>=? (string>=? a b) b more))))

(define-integrable string-ci=?
  (case-lambda
    ((a b) (string-ci=? a b))
    ((a) (string-ci=? a a) #t)
    ((a b . more) (%in-order string-ci=? (string-ci=? a b) b more))))

(define-integrable string-ci<?
  (case-lambda
    ((a b) (string-ci<? a b))
    ((a) (string-ci<? a a) #t)
    ((a b . more) (%in-order string-ci<? (string-ci<? a b) b more))))

(define-integrable string-ci>?
  (case-lambda
    ((a b) (string-ci>? a b))
    ((a) (string-ci>? a a) #t)
    ((a b . more) (%in-order string-ci>? (string-ci>? a b) b more))))

(define-integrable string-ci<=?
  (case-lambda
    ((a b) (string-ci<=? a b))
    ((a) (string-ci<=? a a) #t)
    ((a b . more) (%in-order string-ci<=? (string-ci<=? a b) b more))))

(define-integrable string-ci>=?
  (case-lambda
    ((a b) (string-ci>=? a b))
    ((a) (string-ci>=? a a) #t)
    ((a b . more) (%in-order string-ci>=? (string-ci>=? a b) b more))))

;; The results are kept in a list first, so that a continuation that comes back into a call of the procedure finds the earlier ones
;; as they were.
(define string-map
  (case-lambda
    ((procedure string)
     (let ((length (string-length string)))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (procedure (string-ref string i)) results))
             (%reverse-list->string results)))))
    ((procedure string1 string2)
     (let ((length (min (string-length string1) (string-length string2))))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (procedure (string-ref string1 i) (string-ref string2 i)) results))
             (%reverse-list->string results)))))
    ((procedure string . more)
     (let* ((strings (cons string more)) (length (%shortest-string strings)))
       (let loop ((i 0) (results '()))
         (if (< i length)
             (loop (+ i 1) (cons (%apply procedure (%string-refs strings i)) results))
             (%reverse-list->string results)))))))

(define string-for-each
  (case-lambda
    ((procedure string)
     (let ((length (string-length string)))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (procedure (string-ref string i))
               (loop (+ i 1)))))))
    ((procedure string1 string2)
     (let ((length (min (string-length string1) (string-length string2))))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (procedure (string-ref string1 i) (string-ref string2 i))
               (loop (+ i 1)))))))
    ((procedure string . more)
     (let* ((strings (cons string more)) (length (%shortest-string strings)))
       (let loop ((i 0))
         (if (< i length)
             (begin
               (%apply procedure (%string-refs strings i))
               (loop (+ i 1)))))))))

(define (%shortest-string strings)
  (let loop ((rest (cdr strings)) (length (string-length (car strings))))
    (if (null? rest)
        length
        (loop (cdr rest) (min length (string-length (car rest)))))))

(define (%string-refs strings i)
  (let loop ((rest strings) (characters '()))
    (if (null? rest)
        (reverse characters)
        (loop (cdr rest) (cons (string-ref (car rest) i) characters)))))
