; A small object system: classes with fields, methods and a parent, made by syntax-rules out of closures.
(import (scheme base) (scheme write))

; (define-class (name field ...) parent (method (self argument ...) body ...) ...)
(define-syntax define-class
  (syntax-rules ()
    ((_ (name field ...) parent (message (self argument ...) body ...) ...)
     (define (name field ...)
       (let ((above parent))
         (lambda (message-wanted)
           (case message-wanted
             ((class) (lambda (object) 'name))
             ((field) (lambda (object) field)) ...
             ((message) (lambda (self argument ...) body ...)) ...
             (else (above message-wanted)))))))))

(define (nothing message) (error "no such method" message))
(define (tell object message . arguments)
  (apply (object message) object arguments))

(define-class (shape name) nothing
  (area (self) 0)
  (describe (self) (list (tell self 'class) (tell self 'name) (tell self 'area))))
(define-class (rectangle name width height) (shape name)
  (area (self) (* (tell self 'width) (tell self 'height)))
  (scale (self by) (rectangle name (* by width) (* by height))))
(define-class (box name side) (rectangle name side side)
  (corners (self) 4))

(define (show x) (write x) (newline))
(show (tell (shape 'blob) 'describe))      ; expect: (shape blob 0)
(show (tell (rectangle 'door 2 5) 'describe)) ; expect: (rectangle door 10)
(show (tell (box 'die 3) 'describe))       ; expect: (box die 9)
(show (tell (box 'die 3) 'corners))        ; expect: 4
(show (tell (tell (rectangle 'door 2 5) 'scale 3) 'area)) ; expect: 90
(show (map (lambda (object) (tell object 'area)) (list (shape 's) (rectangle 'r 1 2) (box 'b 4)))) ; expect: (0 2 16)
(show (guard (e (#t (error-object-irritants e))) (tell (box 'die 3) 'roll))) ; expect: (roll)
