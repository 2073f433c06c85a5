namespace TinyTotIL.Compiler.Passes;

/// <summary>What an instruction does with a value made of parts.</summary>
internal enum AggregateRole
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary>Makes one of its operands.</summary>
    Make,

    /// <summary>Gives another value with one part set.</summary>
    Set,

    /// <summary>Gives the same value.</summary>
    Alias,

    /// <summary>Reads a part; null when an object lacks the field.</summary>
    Get,

    /// <summary>Gives 1 when an object has a field, otherwise 0.</summary>
    Has,

    /// <summary>Gives the number of parts.</summary>
    Count,

    /// <summary>Raises where a variable is unset, which a value never is.</summary>
    Check,
}
