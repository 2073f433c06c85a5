(define (of . items) items)
(define (first q) (car q))
