using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>What the runtime is told of a program besides its code.</summary>
/// <param name="LoadSymbols">Reads names and lines; called at most once.</param>
/// <param name="LoadFacts">Reads what observers may know of its instructions; called at most once.</param>
internal sealed record IrImageSettings(Func<ProgramSymbols> LoadSymbols, Func<InstructionFacts> LoadFacts)
{
    /// <summary>Whether HASH is to give what upstream's does.</summary>
    public bool UpstreamHash { get; init; }

    /// <summary>What it may do outside itself.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>What its code tells of itself.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>What is shown of it.</summary>
    public ExecutionReports Reports { get; init; }
}
