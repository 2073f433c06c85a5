using CsvHelper;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>Rows of a CSV text.</summary>
/// <param name="reader">Reads the records.</param>
internal sealed class DelimitedReader(CsvReader reader) : IDelimitedReader
{
    /// <inheritdoc/>
    public ListValue? Next()
    {
        if (!Read())
        {
            return null;
        }

        var cells = new Value[reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = Value.Text(reader.GetString(i));
        }

        return ListValue.FromOwned(cells);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private bool Read()
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException failure)
        {
            throw new HostException(failure.Message, failure);
        }
    }
}
