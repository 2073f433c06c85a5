namespace TinyTotIL.Runtime.Values;

/// <summary>An object of .NET that travels through a program without being looked into.</summary>
/// <remarks>It may be changed by the methods it is given to, by processes on several threads at once; whether that is safe is its own business.</remarks>
public sealed class ForeignValue : HeapValue
{
    /// <summary>Wraps an object.</summary>
    /// <param name="content">The object.</param>
    public ForeignValue(object content) => Content = content;

    /// <summary>The object.</summary>
    public object Content { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Foreign;
}
