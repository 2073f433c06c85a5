; JSON by (ttil host): objects come as association lists with symbols, lists as vectors. What is read is changed and written again.
(import (scheme base) (scheme write) (ttil host))

(define text "{\"team\": \"Analytical Engine\", \"year\": 1843,
  \"members\": [{\"name\": \"Ada\", \"skills\": [\"mathematics\", \"notes\"], \"active\": true},
                {\"name\": \"Charles\", \"skills\": [\"gears\"], \"active\": false}],
  \"budget\": 17000.5, \"sponsor\": null}")
(define team (json-parse text))

; What lies at a path of names and positions.
(define (at data . path)
  (cond ((null? path) data)
        ((number? (car path)) (apply at (vector-ref data (car path)) (cdr path)))
        ((assq (car path) data) => (lambda (entry) (apply at (cdr entry) (cdr path))))
        (else (error "no such name" (car path)))))

(write (at team 'team)) (newline)          ; expect: "Analytical Engine"
(write (at team 'members 0 'skills 1)) (newline) ; expect: "notes"
(write (at team 'sponsor)) (newline)       ; expect: null
(write (vector-map (lambda (member) (at member 'name)) (at team 'members))) ; expect: #("Ada" "Charles")
(newline)
(write (guard (e ((error-object? e) (error-object-irritants e))) (at team 'members 1 'age))) ; expect: (age)
(newline)

; A new object from the old one: only who is active, with the number of skills.
(define (keep wanted? items)
  (cond ((null? items) '())
        ((wanted? (car items)) (cons (car items) (keep wanted? (cdr items))))
        (else (keep wanted? (cdr items)))))
(define summary
  `((year . ,(at team 'year))
    (active . ,(list->vector
                 (map (lambda (member) `((name . ,(at member 'name)) (skills . ,(vector-length (at member 'skills)))))
                      (keep (lambda (member) (at member 'active)) (vector->list (at team 'members))))))))
(display (json-write summary)) (newline)   ; expect: {"year":1843,"active":[{"name":"Ada","skills":2}]}
(write (equal? summary (json-parse (json-write summary)))) ; expect: #t
(newline)
(write (guard (e ((error-object? e) 'not-json)) (json-parse "{\"open\": "))) ; expect: not-json
(newline)
