namespace TinyTotIL.Runtime.Values;

/// <summary>A promise of DELAY, DELAY-FORCE or MAKE-PROMISE.</summary>
public sealed class PromiseValue : HeapValue
{
    /// <summary>Makes a promise.</summary>
    /// <param name="content">What it shares with those that deliver the same.</param>
    public PromiseValue(PromiseContent content) => Content = content;

    /// <summary>What it shares with those that deliver the same.</summary>
    public PromiseContent Content { get; set; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Promise;
}
