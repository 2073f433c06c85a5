namespace TinyTotIL;

/// <summary>The time during which a script waits for a function of the caller's. Work that the function has started and not waited for may outlive it, and is then like any other caller.</summary>
/// <param name="machine">The machine of the script.</param>
internal sealed class FunctionScope(Machine machine)
{
    private volatile bool _hasEnded;

    /// <summary>The machine of the script.</summary>
    public Machine Machine { get; } = machine;

    /// <summary>Whether the script does not wait any more.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>The function has ended.</summary>
    public void End() => _hasEnded = true;
}
