; Records, and a merge sort that takes the order as a procedure.
(import (scheme base) (scheme write))

(define-record-type planet
  (make-planet name mass distance moons)
  planet?
  (name planet-name)
  (mass planet-mass)
  (distance planet-distance)
  (moons planet-moons set-planet-moons!))

(define planets
  (list (make-planet "Jupiter" 317.8 5.2 95)
        (make-planet "Mercury" 0.055 0.39 0)
        (make-planet "Neptune" 17.1 30.1 16)
        (make-planet "Earth" 1 1 1)
        (make-planet "Mars" 0.107 1.52 2)
        (make-planet "Saturn" 95.2 9.58 146)
        (make-planet "Venus" 0.815 0.72 0)
        (make-planet "Uranus" 14.5 19.2 28)))

(define (merge a b before?)
  (let loop ((a a) (b b) (merged '()))
    (cond ((null? a) (append (reverse merged) b))
          ((null? b) (append (reverse merged) a))
          ((before? (car b) (car a)) (loop a (cdr b) (cons (car b) merged)))
          (else (loop (cdr a) b (cons (car a) merged))))))
(define (sort items before?)
  (let sort ((items items) (count (length items)))
    (if (< count 2)
        (if (= count 0) '() (list (car items)))
        (let ((half (quotient count 2)))
          (merge (sort items half)
                 (sort (list-tail items half) (- count half))
                 before?)))))
(define (by key) (lambda (a b) (< (key a) (key b))))

(define (names planets) (map planet-name planets))
(write (names (sort planets (by planet-distance)))) ; expect: ("Mercury" "Venus" "Earth" "Mars" "Jupiter" "Saturn" "Uranus" "Neptune")
(newline)
(write (names (sort planets (by planet-mass)))) ; expect: ("Mercury" "Mars" "Venus" "Earth" "Uranus" "Neptune" "Saturn" "Jupiter")
(newline)
; The sort is stable: planets with equally many moons stay in the order they had.
(write (names (sort planets (by planet-moons)))) ; expect: ("Mercury" "Venus" "Earth" "Mars" "Neptune" "Uranus" "Jupiter" "Saturn")
(newline)

; Records can be changed where the definition says so.
(define (planet-named name)
  (let find ((planets planets))
    (if (equal? (planet-name (car planets)) name) (car planets) (find (cdr planets)))))
(define earth (planet-named "Earth"))
(set-planet-moons! earth 2)
(write (planet-moons earth)) (newline)     ; expect: 2
(write (apply + (map planet-moons planets))) (newline) ; expect: 289
