; mandelbrot: floating-point arithmetic in loops.
; unit: a point
; size 1000: 1000000 units, prints 38042194
; size 20: 400 units, prints 16159
(import (scheme base) (scheme write))
(define size 1000) ; size
(define (iterations cr ci limit)
  (let loop ((zr 0.0) (zi 0.0) (i 0))
    (let ((zr2 (* zr zr)) (zi2 (* zi zi)))
      (if (or (= i limit) (> (+ zr2 zi2) 4.0))
          i
          (loop (+ (- zr2 zi2) cr) (+ (* 2.0 (* zr zi)) ci) (+ i 1))))))
(define (total size limit)
  (let ((step (/ 3.0 size)))
    (let rows ((y 0) (ci -1.5) (sum 0))
      (if (= y size)
          sum
          (rows (+ y 1) (+ ci step)
                (let columns ((x 0) (cr -2.0) (sum sum))
                  (if (= x size)
                      sum
                      (columns (+ x 1) (+ cr step) (+ sum (iterations cr ci limit))))))))))
(display (total size 200))
(newline)
