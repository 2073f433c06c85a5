namespace TinyTotIL.Runtime.Hooks;

/// <summary>A hook has thrown: the program ends with this message.</summary>
public sealed class HookFailureException : Exception
{
    /// <summary>Creates the exception.</summary>
    public HookFailureException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The number of the hook and its message.</param>
    public HookFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The number of the hook and its message.</param>
    /// <param name="innerException">What the hook has thrown.</param>
    public HookFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Indexes of the instruction that was observed and of the calls that led to it, innermost first.</summary>
    internal IReadOnlyList<int> Addresses { get; init; } = [];
}
