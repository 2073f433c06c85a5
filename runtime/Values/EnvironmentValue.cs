namespace TinyTotIL.Runtime.Values;

/// <summary>Names that EVAL can use.</summary>
/// <param name="description">What it consists of, for people.</param>
/// <param name="content">What the evaluator knows of it.</param>
public sealed class EnvironmentValue(string description, object content) : HeapValue
{
    /// <summary>What it consists of, for people.</summary>
    public string Description => description;

    /// <summary>What the evaluator knows of it.</summary>
    public object Content => content;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Environment;
}
