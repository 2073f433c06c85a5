namespace TinyTotIL.Runtime.Values;

/// <summary>An exception as the language holds it: a message and trace lines.</summary>
public sealed class ExceptionValue : HeapValue
{
    private readonly ulong _instruction;
    private string? _message;
    private string[]? _trace;

    /// <summary>Makes an exception.</summary>
    /// <param name="message">The message.</param>
    /// <param name="trace">Trace lines, innermost first.</param>
    public ExceptionValue(string message, string[] trace)
    {
        _message = message;
        _trace = trace;
    }

    /// <summary>Makes an exception raised at an instruction. Most are never asked for their trace, so it is written when one is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="instruction">The instruction's number as the program sees it.</param>
    public ExceptionValue(string message, ulong instruction)
    {
        _message = message;
        _instruction = instruction;
    }

    /// <summary>Makes an exception of Lisp.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="instruction">The number, as the program sees it, of the instruction that raised it; 0 before one has.</param>
    public ExceptionValue(ExceptionContent content, ulong instruction)
    {
        Content = content;
        _instruction = instruction;
    }

    /// <summary>What it holds besides its text; null for what is no matter of Lisp.</summary>
    public ExceptionContent? Content { get; }

    /// <summary>The calls it had left when it was caught last, as indexes in the linked program; kept in programs that can raise it again.</summary>
    internal int[]? Trail { get; set; }

    /// <summary>How many those were, kept or not.</summary>
    internal int TrailCount { get; set; }

    /// <summary>Of so many of them, the first ones, each was called by the next.</summary>
    internal int ConnectedTrail { get; set; }

    /// <summary>The same exception with another content.</summary>
    /// <param name="content">The content.</param>
    internal ExceptionValue With(ExceptionContent content) => new(content, _instruction)
    {
        _trace = _trace,
        Trail = Trail,
        TrailCount = TrailCount,
        ConnectedTrail = ConnectedTrail,
    };

    /// <summary>The message.</summary>
    public string Message => _message ??= Content!.Describe();

    /// <summary>Trace lines, innermost first; usually one, <c>at instruction n</c>.</summary>
    public string[] Trace => _trace ??= [$"at instruction {_instruction}"];

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Exception;
}
