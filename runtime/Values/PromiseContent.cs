namespace TinyTotIL.Runtime.Values;

/// <summary>What promises share of which one was made to deliver what another does.</summary>
public sealed class PromiseContent
{
    /// <summary>Whether <see cref="Value"/> is the result; otherwise it is the procedure that gives a promise of it.</summary>
    public bool IsDone;

    /// <summary>The result, or the procedure that gives a promise of it.</summary>
    public Value Value;
}
