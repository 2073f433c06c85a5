namespace TinyTotIL.Runtime.Processes;

/// <summary>Starts the process of a supervised child.</summary>
/// <param name="scheduler">Runs it.</param>
/// <param name="supervisor">The process of the supervisor.</param>
/// <param name="child">The child.</param>
/// <param name="prepare">Done before it can run.</param>
/// <returns>The process; null when the child cannot be started.</returns>
internal delegate Process? ChildStarter(Scheduler scheduler, Process supervisor, ChildSpec child, Action<Process> prepare);
