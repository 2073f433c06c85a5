using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The first row of delimited text, which names the fields of the others.</summary>
/// <param name="names">The names.</param>
internal sealed class DelimitedHeader(string[] names)
{
    private int _row = 1;

    /// <summary>Reads it; one without names at the end of the text.</summary>
    /// <param name="reader">Where the text begins.</param>
    public static DelimitedHeader Read(IDelimitedReader reader) => new([.. (reader.Next() ?? ListValue.Empty).ToArray().Select(cell => cell.AsText)]);

    /// <summary>The object that a row stands for. Fields that it has no cells for are null.</summary>
    /// <param name="row">The cells.</param>
    /// <exception cref="HostException">It has more cells than there are names.</exception>
    public Value Apply(ListValue row)
    {
        _row++;
        if (row.Count > names.Length)
        {
            throw new HostException($"row {_row} of the CSV text has {row.Count} cells, and the header names {names.Length}");
        }

        var fields = ObjectValue.Empty;
        for (int i = 0; i < names.Length; i++)
        {
            fields = fields.Set(names[i], i < row.Count ? row[i] : Value.Null);
        }

        return Value.From(fields);
    }
}
