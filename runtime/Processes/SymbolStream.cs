namespace TinyTotIL.Runtime.Processes;

/// <summary>The form in which symbols are kept in a compiled program: numbers are steps from the row before, so that most take one byte.</summary>
internal static class SymbolStream
{
    /// <summary>Writes symbols.</summary>
    /// <param name="symbols">The symbols.</param>
    public static byte[] Write(ProgramSymbols symbols)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            int before = 0;
            writer.Write7BitEncodedInt(symbols.Functions.Length);
            foreach (var (address, name) in symbols.Functions)
            {
                writer.Write7BitEncodedInt(address - before);
                writer.Write(name);
                before = address;
            }

            WriteRows(writer, symbols.Rows);
            WriteNames(writer, symbols.Globals);
            WritePairs(writer, symbols.TailCallSites);
            WritePairs(writer, symbols.StartSites);
            WriteObserved(writer, symbols);
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">The bytes; it is closed afterwards.</param>
    public static ProgramSymbols Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var functions = new (int, string)[reader.Read7BitEncodedInt()];
        int address = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            address += reader.Read7BitEncodedInt();
            functions[i] = (address, reader.ReadString());
        }

        var rows = ReadRows(reader);
        string[] globals = ReadNames(reader);
        var symbols = new ProgramSymbols(functions, rows, globals) { TailCallSites = ReadPairs(reader), StartSites = ReadPairs(reader) };
        return ReadObserved(reader, stream, symbols);
    }

    /// <summary>What only those need that watch a program is at the end, or not there at all.</summary>
    private static void WriteObserved(BinaryWriter writer, ProgramSymbols symbols)
    {
        if (symbols.ExactRows is { } exact)
        {
            WriteRows(writer, exact);
            WriteRows(writer, [.. symbols.LeftOut.Select(line => line.Place)]);
            WriteNames(writer, [.. symbols.LeftOut.Select(line => line.Function)]);
        }
    }

    private static ProgramSymbols ReadObserved(BinaryReader reader, Stream stream, ProgramSymbols symbols)
    {
        if (stream.Position == stream.Length)
        {
            return symbols;
        }

        var exact = ReadRows(reader);
        var leftOut = ReadRows(reader);
        return new ProgramSymbols(symbols.Functions, symbols.Rows, symbols.Globals)
        {
            TailCallSites = symbols.TailCallSites,
            StartSites = symbols.StartSites,
            ExactRows = exact,
            LeftOut = [.. leftOut.Zip(ReadNames(reader))],
        };
    }

    private static void WriteRows(BinaryWriter writer, SourceRow[] rows)
    {
        var files = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            files.TryAdd(row.File, files.Count);
        }

        WriteNames(writer, files.Keys);
        writer.Write7BitEncodedInt(rows.Length);
        var before = default(SourceRow);
        foreach (var row in rows)
        {
            bool isOtherFile = row.File != before.File;
            writer.Write7BitEncodedInt(((row.Address - before.Address) << 1) | (isOtherFile ? 1 : 0));
            if (isOtherFile)
            {
                writer.Write7BitEncodedInt(files[row.File]);
            }

            WriteStep(writer, row.Line - before.Line);
            WriteStep(writer, row.Column - before.Column);
            before = row;
        }
    }

    private static SourceRow[] ReadRows(BinaryReader reader)
    {
        string[] files = ReadNames(reader);
        var rows = new SourceRow[reader.Read7BitEncodedInt()];
        var before = default(SourceRow);
        for (int i = 0; i < rows.Length; i++)
        {
            uint head = (uint)reader.Read7BitEncodedInt();
            string file = (head & 1) != 0 ? files[reader.Read7BitEncodedInt()] : before.File;
            int line = before.Line + ReadStep(reader);
            rows[i] = before = new SourceRow(before.Address + (int)(head >> 1), file, line, before.Column + ReadStep(reader));
        }

        return rows;
    }

    private static void WriteNames(BinaryWriter writer, IReadOnlyCollection<string> names)
    {
        writer.Write7BitEncodedInt(names.Count);
        foreach (string name in names)
        {
            writer.Write(name);
        }
    }

    private static string[] ReadNames(BinaryReader reader)
    {
        var names = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString();
        }

        return names;
    }

    private static void WritePairs(BinaryWriter writer, (int From, int To)[] pairs)
    {
        writer.Write7BitEncodedInt(pairs.Length);
        int before = 0;
        foreach (var (from, to) in pairs)
        {
            writer.Write7BitEncodedInt(from - before);
            WriteStep(writer, to - from);
            before = from;
        }
    }

    private static (int From, int To)[] ReadPairs(BinaryReader reader)
    {
        var pairs = new (int, int)[reader.Read7BitEncodedInt()];
        int from = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            from += reader.Read7BitEncodedInt();
            pairs[i] = (from, from + ReadStep(reader));
        }

        return pairs;
    }

    /// <summary>A number of either sign, with the sign in the lowest bit.</summary>
    private static void WriteStep(BinaryWriter writer, int step) => writer.Write7BitEncodedInt((step << 1) ^ (step >> 31));

    private static int ReadStep(BinaryReader reader)
    {
        uint folded = (uint)reader.Read7BitEncodedInt();
        return (int)(folded >> 1) ^ -(int)(folded & 1);
    }
}
