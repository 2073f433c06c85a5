namespace TinyTotIL.Runtime.Values;

/// <summary>A parameter object: a procedure without arguments whose result PARAMETERIZE changes for a time.</summary>
public sealed class ParameterValue : HeapValue
{
    /// <summary>Makes a parameter object.</summary>
    /// <param name="content">Its value outside any PARAMETERIZE, converted.</param>
    /// <param name="converter">The procedure that converts values, or false.</param>
    public ParameterValue(Value content, Value converter) => (Default, Converter) = (content, converter);

    /// <summary>Its value outside any PARAMETERIZE, converted.</summary>
    public Value Default { get; }

    /// <summary>The procedure that converts values, or false.</summary>
    public Value Converter { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Parameter;
}
