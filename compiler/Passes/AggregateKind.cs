namespace TinyTotIL.Compiler.Passes;

/// <summary>The kinds of values that are made of other values.</summary>
internal enum AggregateKind
{
    /// <summary>A function value with what it captured.</summary>
    Function,

    /// <summary>An object with its fields.</summary>
    Object,

    /// <summary>A list with its elements.</summary>
    List,
}
