;; Processes as Erlang has them: they share nothing, and send each other messages.
(define-library (ttil process)
  (export
    ! after cancel-timer demonitor exit-process exit-self link monitor process-info processes receive register restart-child self
    send send-after sleep spawn spawn-link spawn-monitor start-supervisor supervise supervise-child trap-exit unlink unregister
    whereis yield)
  (import (ttil scheme)))
