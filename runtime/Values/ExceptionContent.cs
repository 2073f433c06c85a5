namespace TinyTotIL.Runtime.Values;

/// <summary>What an exception of Lisp holds besides its text.</summary>
/// <param name="subject">What RAISE was given, or the message of ERROR, which may be any value.</param>
/// <param name="irritants">The list of irritants that ERROR was given.</param>
/// <param name="isError">Whether this is of ERROR.</param>
/// <param name="describe">Writes the text; most exceptions are caught and never asked for it.</param>
public sealed class ExceptionContent(Value subject, Value irritants, bool isError, Func<ExceptionContent, string> describe)
{
    /// <summary>What RAISE was given, or the message of ERROR.</summary>
    public Value Subject => subject;

    /// <summary>The list of irritants that ERROR was given.</summary>
    public Value Irritants => irritants;

    /// <summary>Whether this is of ERROR; otherwise RAISE was given something that is no exception.</summary>
    public bool IsError => isError;

    /// <summary>The same with other values.</summary>
    /// <param name="newSubject">What RAISE was given, or the message of ERROR.</param>
    /// <param name="newIrritants">The list of irritants.</param>
    internal ExceptionContent With(Value newSubject, Value newIrritants) => new(newSubject, newIrritants, isError, describe);

    /// <summary>Writes the text.</summary>
    internal string Describe() => describe(this);
}
