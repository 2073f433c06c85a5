using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The rest of a computation as CALL_CC captures it: the saved frames of its process, which anybody may resume any number of times.</summary>
/// <remarks>Frames that belong to a continuation are only read. Several continuations, and the process itself, share the outer ones.</remarks>
public sealed class ContinuationValue : HeapValue
{
    private readonly long _owner;
    private readonly ModuleRun _module;

    /// <summary>Begins one, whose frames are there once the process has left the stack.</summary>
    /// <param name="context">The process that captures it.</param>
    internal ContinuationValue(ProcessContext context) => (_owner, _module) = (context.Process!.Id, context.Module);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Continuation;

    /// <summary>The frames, innermost first.</summary>
    internal SavedFrame? Frames { get; set; }

    /// <summary>How many there are.</summary>
    internal int FrameCount { get; set; }

    /// <summary>Whether the running process has captured it.</summary>
    /// <param name="context">The process.</param>
    internal bool BelongsTo(ProcessContext context) => context.Process!.Id == _owner;

    /// <summary>Whether the module run of its frames is the one in progress.</summary>
    /// <param name="context">The process.</param>
    internal bool IsOfModule(ProcessContext context) => context.Module == _module;
}
