namespace TinyTotIL.Runtime.Values;

/// <summary>A function or closure value.</summary>
public sealed class FunctionValue : HeapValue
{
    /// <summary>Makes a function value.</summary>
    /// <param name="prototype">What the function is.</param>
    /// <param name="captured">Captured values in the order of the prototype's names; null for a plain function.</param>
    public FunctionValue(FunctionPrototype prototype, Value[]? captured)
    {
        Prototype = prototype;
        Captured = captured;
    }

    /// <summary>What the function is.</summary>
    public readonly FunctionPrototype Prototype;

    /// <summary>Captured values, parallel to <see cref="FunctionPrototype.CapturedNames"/>.</summary>
    public readonly Value[]? Captured;

    /// <inheritdoc/>
    public override ValueKind Kind => Prototype.IsClosure ? ValueKind.Closure : ValueKind.Function;
}
