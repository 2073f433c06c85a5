using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>What a query gives.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each a list with a value for each column.</param>
public sealed record DatabaseRows(IReadOnlyList<string> Columns, IReadOnlyList<ListValue> Rows)
{
    /// <summary>What a statement gives that has no rows to give.</summary>
    public static DatabaseRows None { get; } = new([], []);
}
