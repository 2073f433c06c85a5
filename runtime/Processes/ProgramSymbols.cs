namespace TinyTotIL.Runtime.Processes;

/// <summary>Function names and source lines of a linked program, for stack traces.</summary>
/// <remarks>
/// A function is named by the label at which calls or function values enter it. Which function an instruction belongs to
/// follows from its address alone, so the interpreter and compiled code name the same one.
/// </remarks>
public sealed class ProgramSymbols
{
    private static readonly string[] SchemeFolders = ["std/scheme/", "std/ttil/", "std/srfi/"];

    private readonly (int Address, string Name)[] _functions;
    private readonly (int Address, string File, int Line)[] _lines;
    private (int Start, ProgramSymbols Symbols)[] _units = [];

    /// <summary>Keeps the tables; both ascend by address.</summary>
    /// <param name="functions">From each address on, the function; an empty name is a top level.</param>
    /// <param name="lines">From each address on, the file and line.</param>
    /// <param name="globals">Names of the variables of the whole program, by slot; null for none.</param>
    public ProgramSymbols((int Address, string Name)[] functions, (int Address, string File, int Line)[] lines, string[]? globals = null)
    {
        _functions = functions;
        _lines = lines;
        Globals = globals ?? [];
    }

    /// <summary>No names and no lines.</summary>
    public static ProgramSymbols Empty { get; } = new([], []);

    /// <summary>Names of the variables of the whole program, by slot.</summary>
    public string[] Globals { get; }

    /// <summary>Adds code that was compiled while the program runs. One thread at a time.</summary>
    /// <param name="start">Where its addresses begin, behind all others.</param>
    /// <param name="unit">Its symbols, as if they began at 0.</param>
    internal void Add(int start, ProgramSymbols unit) => Volatile.Write(ref _units, [.. _units, (start, unit)]);

    /// <summary>The function that holds an instruction, or null at top level.</summary>
    /// <param name="address">Index in the linked program.</param>
    public string? FunctionAt(int address)
    {
        if (UnitAt(address) is var (start, unit))
        {
            return unit.FunctionAt(address - start);
        }

        int index = AddressTable.LastAtOrBefore<(int Address, string)>(_functions, address, row => row.Address);
        return index < 0 || _functions[index].Name.Length == 0 ? null : _functions[index].Name;
    }

    /// <summary>File and line of an instruction; null where none is known.</summary>
    /// <param name="address">Index in the linked program.</param>
    public (string File, int Line)? LineAt(int address)
    {
        if (UnitAt(address) is var (start, unit))
        {
            return unit.LineAt(address - start);
        }

        int index = AddressTable.LastAtOrBefore<(int Address, string, int)>(_lines, address, row => row.Address);
        return index < 0 || _lines[index].Line == 0 ? null : (_lines[index].File, _lines[index].Line);
    }

    /// <summary>Whether an instruction belongs to the libraries that Scheme comes with.</summary>
    /// <param name="address">Index in the linked program.</param>
    internal bool IsInSchemeLibrary(int address) =>
        LineAt(address) is var (file, _) && SchemeFolders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>One line of a stack trace: function, file and line.</summary>
    /// <param name="address">Index in the linked program.</param>
    public string Describe(int address)
    {
        string function = FunctionAt(address) ?? "<top level>";
        return LineAt(address) is var (file, line) ? $"{function} ({file}:{line})" : function;
    }

    /// <summary>The tables as bytes, for a resource of a compiled program.</summary>
    public byte[] Serialize()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write7BitEncodedInt(_functions.Length);
            foreach (var (address, name) in _functions)
            {
                writer.Write7BitEncodedInt(address);
                writer.Write(name);
            }

            WriteLines(writer);
            writer.Write7BitEncodedInt(Globals.Length);
            Array.ForEach(Globals, writer.Write);
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="stream">The bytes; it is closed afterwards.</param>
    public static ProgramSymbols Deserialize(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var functions = new (int, string)[reader.Read7BitEncodedInt()];
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = (reader.Read7BitEncodedInt(), reader.ReadString());
        }

        var files = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = reader.ReadString();
        }

        var lines = new (int, string, int)[reader.Read7BitEncodedInt()];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = (reader.Read7BitEncodedInt(), files[reader.Read7BitEncodedInt()], reader.Read7BitEncodedInt());
        }

        var globals = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < globals.Length; i++)
        {
            globals[i] = reader.ReadString();
        }

        return new ProgramSymbols(functions, lines, globals);
    }

    private (int Start, ProgramSymbols Symbols)? UnitAt(int address)
    {
        var units = Volatile.Read(ref _units);
        int index = AddressTable.LastAtOrBefore<(int Start, ProgramSymbols)>(units, address, unit => unit.Start);
        return index < 0 ? null : units[index];
    }

    private void WriteLines(BinaryWriter writer)
    {
        var files = new Dictionary<string, int>();
        foreach (var (_, file, _) in _lines)
        {
            files.TryAdd(file, files.Count);
        }

        writer.Write7BitEncodedInt(files.Count);
        foreach (string file in files.Keys)
        {
            writer.Write(file);
        }

        writer.Write7BitEncodedInt(_lines.Length);
        foreach (var (address, file, line) in _lines)
        {
            writer.Write7BitEncodedInt(address);
            writer.Write7BitEncodedInt(files[file]);
            writer.Write7BitEncodedInt(line);
        }
    }
}
