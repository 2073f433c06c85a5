namespace TinyTotIL.Runtime.Values;

/// <summary>An exception as the language holds it: a message and trace lines.</summary>
public sealed class ExceptionValue : HeapValue
{
    private readonly ulong _instruction;
    private string[]? _trace;

    /// <summary>Makes an exception.</summary>
    /// <param name="message">The message.</param>
    /// <param name="trace">Trace lines, innermost first.</param>
    public ExceptionValue(string message, string[] trace)
    {
        Message = message;
        _trace = trace;
    }

    /// <summary>Makes an exception raised at an instruction. Most are never asked for their trace, so it is written when one is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="instruction">The instruction's number as the program sees it.</param>
    public ExceptionValue(string message, ulong instruction)
    {
        Message = message;
        _instruction = instruction;
    }

    /// <summary>The message.</summary>
    public string Message { get; }

    /// <summary>Trace lines, innermost first; usually one, <c>at instruction n</c>.</summary>
    public string[] Trace => _trace ??= [$"at instruction {_instruction}"];

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Exception;
}
