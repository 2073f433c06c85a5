using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Errors;

/// <summary>An error of a program as .NET code that called it sees it.</summary>
public sealed class LanguageException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LanguageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error text.</param>
    public LanguageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error text.</param>
    /// <param name="innerException">Where it came from.</param>
    public LanguageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error text.</param>
    /// <param name="languageStackTrace">The calls in the program that led to it.</param>
    public LanguageException(string message, IReadOnlyList<string> languageStackTrace)
        : base(message) =>
        LanguageStackTrace = languageStackTrace;

    /// <summary>The calls in the program that led to the error, innermost first, each <c>at function (file:line:column)</c>.</summary>
    public IReadOnlyList<string> LanguageStackTrace { get; } = [];

    /// <summary>The same calls as far as they were kept, for those who want more than text.</summary>
    public IReadOnlyList<LanguageFrame> Frames { get; init; } = [];

    /// <summary>Why there is no result; for embedders, who have more to tell apart.</summary>
    internal CallFailure Failure { get; init; }

    /// <summary>The exit code of a program that has ended.</summary>
    internal int ExitCode { get; init; }

    /// <summary>The exit reason of a process that has ended; null of others.</summary>
    internal string? ExitReason { get; init; }

    /// <summary>What a handler of the program would have been given.</summary>
    internal Value ErrorValue { get; init; } = Value.Null;

    /// <summary>The error text, the calls in the program, then the calls in .NET code.</summary>
    public override string ToString()
    {
        var lines = LanguageStackTrace.Select(line => $"  {line}").Prepend($"{GetType().FullName}: {Message}");
        return string.Join("\n", StackTrace is null ? lines : lines.Append(StackTrace));
    }
}
