using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <content>Ports of Lisp, and what is written to them.</content>
public sealed partial class ProcessContext
{
    private ProgramPorts? _ports;
    private Func<FunctionValue, string?>? _procedureNames;

    /// <summary>The ports of the program run.</summary>
    internal ProgramPorts Ports => Scheduler?.Ports ?? (_ports ??= new ProgramPorts());

    /// <summary>Names of procedures; null for those of other programs and for those that have none.</summary>
    internal Func<FunctionValue, string?> ProcedureNames =>
        _procedureNames ??= function => Image.Owns(function) ? Image.Symbols.FunctionAt(function.Prototype.Target) : null;

    /// <summary>Closes the ports of a program without processes, which has ended.</summary>
    /// <returns>The error text of the first whose output could not be written; null for none.</returns>
    internal string? ClosePorts() => _ports?.CloseAll();
}
