namespace TinyTotIL.Compiler.Passes;

/// <summary>How a program names a part of a value.</summary>
/// <param name="Kind">The kind of value that has such parts.</param>
/// <param name="Name">Name of a field; empty for other parts.</param>
/// <param name="Number">Number of an element or captured value from 0; 0 for a field.</param>
internal readonly record struct PartKey(AggregateKind Kind, string Name, long Number)
{
    /// <summary>A field of an object.</summary>
    /// <param name="name">Its name.</param>
    public static PartKey Field(string name) => new(AggregateKind.Object, name, 0);
}
