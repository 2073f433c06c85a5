; Objects made of closures: an account is a procedure that remembers its balance and is told what to do.
(import (scheme base) (scheme write))

(define (make-account owner balance)
  (define history '())
  (define (change! amount)
    (set! balance (+ balance amount))
    (set! history (cons amount history))
    balance)
  (lambda (request . arguments)
    (case request
      ((owner) owner)
      ((balance) balance)
      ((deposit) (change! (car arguments)))
      ((withdraw)
       (if (> (car arguments) balance)
           (error "not enough money" owner balance (car arguments))
           (change! (- (car arguments)))))
      ((history) (reverse history))
      (else (error "an account cannot" request)))))

(define (transfer from to amount)
  (from 'withdraw amount)
  (to 'deposit amount)
  (list (from 'balance) (to 'balance)))

(define ada (make-account "Ada" 100))
(define grace (make-account "Grace" 20))

(write (ada 'deposit 50)) (newline)        ; expect: 150
(write (transfer ada grace 70)) (newline)  ; expect: (80 90)
(write (ada 'history)) (newline)           ; expect: (50 -70)
(write (map (lambda (account) (account 'owner)) (list ada grace))) ; expect: ("Ada" "Grace")
(newline)

(define (try thunk)
  (guard (problem ((error-object? problem)
                   (display (error-object-message problem))
                   (for-each (lambda (part) (display " ") (write part)) (error-object-irritants problem))
                   (newline)))
    (thunk)))
(try (lambda () (transfer grace ada 1000))) ; expect: not enough money "Grace" 90 1000
(try (lambda () (ada 'rob)))               ; expect: an account cannot rob
(write (list (ada 'balance) (grace 'balance))) ; expect: (80 90)
(newline)
