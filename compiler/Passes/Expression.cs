using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What an instruction computes, apart from where and into which register: equal expressions give equal values.</summary>
/// <param name="operation">The operator, operation or variable, or the kind of instruction.</param>
/// <param name="type">What it gives; null for a check, which gives nothing.</param>
/// <param name="operands">Value numbers of the registers it reads.</param>
/// <param name="immediates">What is written in place.</param>
internal sealed class Expression(object operation, IrType? type, int[] operands, ImmutableArray<object> immediates) : IEquatable<Expression>
{
    private readonly object _operation = operation;
    private readonly IrType? _type = type;
    private readonly int[] _operands = operands;
    private readonly ImmutableArray<object> _immediates = immediates;

    /// <inheritdoc/>
    public bool Equals(Expression? other) =>
        other is not null && _operation.Equals(other._operation) && _type == other._type
        && _operands.AsSpan().SequenceEqual(other._operands) && _immediates.AsSpan().SequenceEqual(other._immediates.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_operation);
        hash.Add(_type);
        foreach (int operand in _operands)
        {
            hash.Add(operand);
        }

        foreach (object immediate in _immediates)
        {
            hash.Add(immediate);
        }

        return hash.ToHashCode();
    }
}
