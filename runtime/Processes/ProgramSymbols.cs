namespace TinyTotIL.Runtime.Processes;

/// <summary>Function names and source places of a linked program, for stack traces.</summary>
/// <remarks>
/// A function is named by the label at which calls or function values enter it. Which function an instruction belongs to
/// follows from its address alone, so the interpreter and compiled code name the same one.
/// </remarks>
public sealed class ProgramSymbols
{
    private static readonly string[] SchemeFolders = ["std/scheme/", "std/ttil/", "std/srfi/"];

    private (int Start, ProgramSymbols Symbols)[] _units = [];

    /// <summary>Keeps the tables; both ascend by address.</summary>
    /// <param name="functions">From each address on, the function; an empty name is a top level.</param>
    /// <param name="rows">From each address on, where the code comes from.</param>
    /// <param name="globals">Names of the variables of the whole program, by slot; null for none.</param>
    public ProgramSymbols((int Address, string Name)[] functions, SourceRow[] rows, string[]? globals = null)
    {
        Functions = functions;
        Rows = rows;
        Globals = globals ?? [];
    }

    /// <summary>No names and no places.</summary>
    public static ProgramSymbols Empty { get; } = new([], []);

    /// <summary>Names of the variables of the whole program, by slot.</summary>
    public string[] Globals { get; }

    /// <summary>
    /// Calls by label of functions that may end in a tail call, ascending, and that tail call, or one of them. Only calls of functions that are left in no
    /// other way: when another function is called from there, it was by tail calls.
    /// </summary>
    public (int Site, int TailCall)[] TailCallSites { get; init; } = [];

    /// <summary>Functions, ascending by where they begin, that a process is started with by one instruction only, and by nothing else; and that instruction.</summary>
    public (int Target, int Site)[] StartSites { get; init; } = [];

    /// <summary>
    /// From each address on, where the code comes from, for those that watch a program; null where that is what traces show. Programs that were read as Scheme
    /// know it of each instruction, while traces show what is also known of other forms of the program.
    /// </summary>
    public SourceRow[]? ExactRows { get; init; }

    /// <summary>Lines of functions that were left out of the program, because nothing uses them, with the name of the function.</summary>
    public (SourceRow Place, string Function)[] LeftOut { get; init; } = [];

    /// <summary>From each address on, the function.</summary>
    internal (int Address, string Name)[] Functions { get; }

    /// <summary>From each address on, where the code comes from.</summary>
    internal SourceRow[] Rows { get; }

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

        int index = AddressTable.LastAtOrBefore<(int Address, string)>(Functions, address, row => row.Address);
        return index < 0 || Functions[index].Name.Length == 0 ? null : Functions[index].Name;
    }

    /// <summary>Where an instruction comes from; null where that is not known.</summary>
    /// <param name="address">Index in the linked program.</param>
    public SourceRow? PlaceAt(int address)
    {
        if (UnitAt(address) is var (start, unit))
        {
            return unit.PlaceAt(address - start);
        }

        int index = AddressTable.LastAtOrBefore<SourceRow>(Rows, address, row => row.Address);
        return index < 0 || Rows[index].Line == 0 ? null : Rows[index];
    }

    /// <summary>File and line of an instruction; null where none is known.</summary>
    /// <param name="address">Index in the linked program.</param>
    public (string File, int Line)? LineAt(int address) => PlaceAt(address) is { } place ? (place.File, place.Line) : null;

    /// <summary>Where an instruction comes from within its function; null where that is not known.</summary>
    /// <param name="address">Index in the linked program.</param>
    /// <remarks>What a function of Lisp begins with has no place of its own. It is shown where the next of its instructions is.</remarks>
    internal SourceRow? PlaceWithinFunction(int address)
    {
        if (UnitAt(address) is var (start, unit))
        {
            return unit.PlaceWithinFunction(address - start);
        }

        int function = AddressTable.LastAtOrBefore<(int Address, string)>(Functions, address, row => row.Address);
        int begin = function < 0 ? 0 : Functions[function].Address;
        int end = function + 1 < Functions.Length ? Functions[function + 1].Address : int.MaxValue;
        var rows = ExactRows ?? Rows;
        int index = AddressTable.LastAtOrBefore<SourceRow>(rows, address, row => row.Address);
        index = index < 0 || rows[index].Address < begin ? index + 1 : index;
        return index < rows.Length && rows[index].Address < end && rows[index].Line > 0 ? rows[index] : null;
    }

    /// <summary>Where a module begins: the first of its lines that has code. Null where nothing is known.</summary>
    /// <param name="module">The module.</param>
    /// <remarks>A program of Scheme begins with what it has imported, which comes from other files; one that was compiled does not know its own.</remarks>
    internal SourceRow? PlaceOfModule(ModuleImage module)
    {
        var rows = ExactRows ?? Rows;
        SourceRow? elsewhere = null;
        bool hasLibraries = false;
        int first = Math.Max(0, AddressTable.LastAtOrBefore<SourceRow>(rows, module.Start, row => row.Address));
        for (int i = first; i < rows.Length && rows[i].Address < module.Start + module.Length; i++)
        {
            var row = rows[i];
            if (row.Line > 0 && row.File == module.Path)
            {
                return row;
            }

            bool isLibrary = IsSchemeLibrary(row.File);
            hasLibraries |= isLibrary;
            elsewhere ??= row.Line > 0 && !isLibrary ? row : null;
        }

        return elsewhere ?? (hasLibraries && module.Path.Length > 0 ? new SourceRow(module.Start, module.Path, 1) : null);
    }

    /// <summary>A tail call of the function that an instruction calls, if that is left in no other way; null otherwise.</summary>
    /// <param name="address">Index in the linked program.</param>
    public int? TailCallAfter(int address) =>
        UnitAt(address) is var (start, unit) ? start + unit.TailCallAfter(address - start) : Find(TailCallSites, address);

    /// <summary>The only instruction that starts a process with a function; null when there are others, or one that cannot be known.</summary>
    /// <param name="target">Where the function begins.</param>
    public int? StartOf(int target) =>
        UnitAt(target) is var (start, unit) ? start + unit.StartOf(target - start) : Find(StartSites, target);

    /// <summary>Whether an instruction belongs to the libraries that Scheme comes with.</summary>
    /// <param name="address">Index in the linked program.</param>
    internal bool IsInSchemeLibrary(int address) =>
        PlaceAt(address) is { File: var file } && IsSchemeLibrary(file);

    /// <summary>The tables as bytes, for a resource of a compiled program.</summary>
    public byte[] Serialize() => SymbolStream.Write(this);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="stream">The bytes; it is closed afterwards.</param>
    public static ProgramSymbols Deserialize(Stream stream) => SymbolStream.Read(stream);

    private static bool IsSchemeLibrary(string file) => SchemeFolders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal));

    private static int? Find((int From, int To)[] pairs, int from)
    {
        int index = AddressTable.LastAtOrBefore<(int From, int)>(pairs, from, pair => pair.From);
        return index >= 0 && pairs[index].From == from ? pairs[index].To : null;
    }

    private (int Start, ProgramSymbols Symbols)? UnitAt(int address)
    {
        var units = Volatile.Read(ref _units);
        int index = AddressTable.LastAtOrBefore<(int Start, ProgramSymbols)>(units, address, unit => unit.Start);
        return index < 0 ? null : units[index];
    }
}
