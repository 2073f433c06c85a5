(export surface)
(begin (define surface 6))
