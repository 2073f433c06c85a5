; Included by the case beside this folder.
(define (twice x) (* 2 x))
(define from 'file)
