using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>The operand of an instruction: a closed union with one case per kind of payload.</summary>
internal abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>No operand.</summary>
    public sealed record None : Operand
    {
        private None()
        {
        }

        /// <summary>The only instance.</summary>
        public static None Instance { get; } = new();
    }

    /// <summary>A signed integer: PUSH_INT.</summary>
    public sealed record Integer(long Value) : Operand;

    /// <summary>A double: PUSH_FLOAT. Compared by bits, so that NaN equals itself and 0.0 differs from -0.0.</summary>
    public sealed record Float(double Value) : Operand
    {
        /// <inheritdoc/>
        public bool Equals(Float? other) =>
            other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

        /// <inheritdoc/>
        public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();
    }

    /// <summary>A boolean: PUSH_BOOL.</summary>
    public sealed record Bool(bool Value) : Operand;

    /// <summary>Text: a string literal, a name, a path, or message patterns.</summary>
    public sealed record Text(string Value) : Operand;

    /// <summary>An unsigned number: a list size or a process identifier.</summary>
    public sealed record Number(ulong Value) : Operand;

    /// <summary>
    /// A code address in the numbering of its own module. It may lie past the end of the code, which ends the program
    /// when control arrives there; it is kept as written because programs can print it.
    /// </summary>
    public sealed record Target(ulong Address) : Operand;

    /// <summary>A code address and parameter names: CALL, MAKE_FUNCTION, MAKE_LAMBDA, TAIL_CALL.</summary>
    public sealed record Call(ulong Address, ImmutableArray<string> Names) : Operand
    {
        /// <inheritdoc/>
        public bool Equals(Call? other) => other is not null && Address == other.Address && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Address);
            foreach (string name in Names)
            {
                hash.Add(name);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>
    /// A structured CATCH: the address of its END_TRY, and the variable that receives the exception. Without a name the
    /// exception is left on the operand stack.
    /// </summary>
    public sealed record Catch(ulong End, string? Name) : Operand;

    /// <summary>A code address in the numbering of its own module, and message patterns: RECEIVE_MATCH_AFTER.</summary>
    public sealed record TimedPatterns(ulong Address, string Patterns) : Operand;

    /// <summary>What follows comes from this file, line and column: SOURCE. The column is 0 when it is not known.</summary>
    public sealed record SourceLine(string File, int Line, int Column = 0) : Operand;

    /// <summary>A runtime function and the number of values it is given: NATIVE.</summary>
    public sealed record Native(string Name, ulong Count) : Operand;

    /// <summary>A name for NATIVE and the .NET method it stands for, as <c>Namespace.Type::Method</c>: EXTERN.</summary>
    public sealed record Extern(string Name, string Method) : Operand;
}
