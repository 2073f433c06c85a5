namespace TinyTotIL.Runtime.Processes;

/// <content>Ports of Lisp.</content>
public sealed partial class ProcessContext
{
    private ProgramPorts? _ports;

    /// <summary>The ports of the program run.</summary>
    internal ProgramPorts Ports => Scheduler?.Ports ?? (_ports ??= new ProgramPorts());

    /// <summary>Closes the ports of a program without processes, which has ended.</summary>
    /// <returns>The error text of the first whose output could not be written; null for none.</returns>
    internal string? ClosePorts() => _ports?.CloseAll();
}
