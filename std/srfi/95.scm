;; Sorting lists and vectors alike, with the sequence first. A key is what a procedure gives for an element.

(define (%by-key less? key)
  (lambda (a b) (less? (key a) (key b))))

(define sort
  (case-lambda
    ((sequence less?)
     (if (vector? sequence)
         (vector-sort less? sequence)
         (list-sort less? sequence)))
    ((sequence less? key) (sort sequence (%by-key less? key)))))

(define sort!
  (case-lambda
    ((sequence less?)
     (if (vector? sequence)
         (begin (vector-sort! less? sequence) sequence)
         (list-sort less? sequence)))
    ((sequence less? key) (sort! sequence (%by-key less? key)))))

(define sorted?
  (case-lambda
    ((sequence less?)
     (if (vector? sequence)
         (vector-sorted? less? sequence)
         (list-sorted? less? sequence)))
    ((sequence less? key) (sorted? sequence (%by-key less? key)))))

(define merge
  (case-lambda
    ((list1 list2 less?) (list-merge less? list1 list2))
    ((list1 list2 less? key) (list-merge (%by-key less? key) list1 list2))))

(define (merge! . arguments) (%apply merge arguments))
