namespace TinyTotIL.Runtime.Values;

/// <summary>An exception as the language holds it: a message and trace lines.</summary>
public sealed class ExceptionValue : HeapValue
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">The message.</param>
    /// <param name="trace">Trace lines, innermost first.</param>
    public ExceptionValue(string message, string[] trace)
    {
        Message = message;
        Trace = trace;
    }

    /// <summary>The message.</summary>
    public string Message { get; }

    /// <summary>Trace lines, innermost first; usually one, <c>at instruction n</c>.</summary>
    public string[] Trace { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Exception;
}
