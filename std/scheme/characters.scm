;; Characters (6.6): comparing any number of them.

(define-integrable char=?
  (case-lambda
    ((a b) (char=? a b))
    ((a) (char=? a a) #t)
    ((a b . more) (%in-order char=? (char=? a b) b more))))

(define-integrable char<?
  (case-lambda
    ((a b) (char<? a b))
    ((a) (char<? a a) #t)
    ((a b . more) (%in-order char<? (char<? a b) b more))))

(define-integrable char>?
  (case-lambda
    ((a b) (char>? a b))
    ((a) (char>? a a) #t)
    ((a b . more) (%in-order char>? (char>? a b) b more))))

(define-integrable char<=?
  (case-lambda
    ((a b) (char<=? a b))
    ((a) (char<=? a a) #t)
    ((a b . more) (%in-order char<=? (char<=? a b) b more))))

(define-integrable char>=?
  (case-lambda
    ((a b) (char>=? a b))
    ((a) (char>=? a a) #t)
    ((a b . more) (%in-order char>=? (char>=? a b) b more))))

(define-integrable char-ci=?
  (case-lambda
    ((a b) (char-ci=? a b))
    ((a) (char-ci=? a a) #t)
    ((a b . more) (%in-order char-ci=? (char-ci=? a b) b more))))

(define-integrable char-ci<?
  (case-lambda
    ((a b) (char-ci<? a b))
    ((a) (char-ci<? a a) #t)
    ((a b . more) (%in-order char-ci<? (char-ci<? a b) b more))))

(define-integrable char-ci>?
  (case-lambda
    ((a b) (char-ci>? a b))
    ((a) (char-ci>? a a) #t)
    ((a b . more) (%in-order char-ci>? (char-ci>? a b) b more))))

(define-integrable char-ci<=?
  (case-lambda
    ((a b) (char-ci<=? a b))
    ((a) (char-ci<=? a a) #t)
    ((a b . more) (%in-order char-ci<=? (char-ci<=? a b) b more))))

(define-integrable char-ci>=?
  (case-lambda
    ((a b) (char-ci>=? a b))
    ((a) (char-ci>=? a a) #t)
    ((a b . more) (%in-order char-ci>=? (char-ci>=? a b) b more))))
