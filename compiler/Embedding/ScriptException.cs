using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>A script has failed. Thrown by a C# function that a script calls, it is an error of the script with the same message.</summary>
public sealed class ScriptException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ScriptException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The text of the error.</param>
    public ScriptException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The text of the error.</param>
    /// <param name="innerException">Where it came from.</param>
    public ScriptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The text of the error.</param>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="innerException">What has led to it; null for nothing else.</param>
    internal ScriptException(string message, ScriptFailure failure, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    private ScriptException(LanguageException error, ScriptFailure failure)
        : base(error.Message, error)
    {
        (Failure, ScriptStackTrace, Frames, ErrorValue, ExitCode) = (failure, error.LanguageStackTrace, error.Frames, error.ErrorValue, error.ExitCode);
    }

    /// <summary>The kind of failure.</summary>
    public ScriptFailure Failure { get; }

    /// <summary>The calls in the script that led to the error, innermost first, each <c>at function (file:line:column)</c>; empty for other failures.</summary>
    public IReadOnlyList<string> ScriptStackTrace { get; } = [];

    /// <summary>The same calls as far as they were kept, the innermost fifty, with function, file, line and column apart.</summary>
    public IReadOnlyList<LanguageFrame> Frames { get; } = [];

    /// <summary>The exception value that a handler in the script would have been given; the null value for other failures.</summary>
    public Value ErrorValue { get; } = Value.Null;

    /// <summary>What the script gave to EXIT; 0 for other failures.</summary>
    public int ExitCode { get; }

    /// <summary>The exception for what the runtime reports.</summary>
    /// <param name="error">What that is.</param>
    internal static ScriptException Of(LanguageException error) => new(error, error.Failure switch
    {
        CallFailure.Exit => ScriptFailure.Exit,
        CallFailure.Deadlock => ScriptFailure.Deadlock,
        CallFailure.Ended => OfReason(error.ExitReason),
        _ => ScriptFailure.Error,
    });

    /// <summary>The same failure, to be thrown a second time.</summary>
    internal ScriptException Again() => InnerException is LanguageException error ? Of(error) : new ScriptException(Message, Failure, InnerException);

    /// <summary>The kind of failure for the exit reason of a process.</summary>
    /// <param name="reason">The reason.</param>
    internal static ScriptFailure OfReason(string? reason) => reason switch
    {
        ExitReason.MaxHeap => ScriptFailure.HeapLimit,
        ExitReason.MaxReductions => ScriptFailure.ReductionLimit,
        _ => ScriptFailure.Ended,
    };
}
