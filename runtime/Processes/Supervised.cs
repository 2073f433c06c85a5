namespace TinyTotIL.Runtime.Processes;

/// <summary>What a process that has a supervisor knows of it.</summary>
/// <param name="Supervisor">The process of the supervisor.</param>
/// <param name="Id">The id of this process among the children.</param>
internal sealed record Supervised(Process Supervisor, string Id);
