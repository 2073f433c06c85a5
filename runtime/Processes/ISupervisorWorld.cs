namespace TinyTotIL.Runtime.Processes;

/// <summary>What a supervisor does to the world around it.</summary>
internal interface ISupervisorWorld
{
    /// <summary>The time in milliseconds, from any beginning, never backwards.</summary>
    long Now { get; }

    /// <summary>Starts the process of a child. Its end, sooner or later, is told by <see cref="Supervisor.ChildEnded"/>.</summary>
    /// <param name="child">The child.</param>
    /// <returns>The number of the process; 0 when it could not be started.</returns>
    long Start(ChildSpec child);

    /// <summary>Sends an exit signal to the process of a child.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="reason">The reason; <c>kill</c> cannot be trapped.</param>
    void SendExit(long process, string reason);

    /// <summary>Asks for a call of <see cref="Supervisor.TimeOut"/>.</summary>
    /// <param name="milliseconds">When, from now.</param>
    /// <param name="number">What to say then.</param>
    void SetTimer(long milliseconds, long number);

    /// <summary>The timer set last is not needed any more. It may still go off.</summary>
    void CancelTimer();

    /// <summary>A child is about to be started again.</summary>
    /// <param name="child">The child.</param>
    void Restarting(ChildSpec child);

    /// <summary>A child is not started again, because there were too many restarts.</summary>
    /// <param name="child">The child.</param>
    void Refused(ChildSpec child);
}
