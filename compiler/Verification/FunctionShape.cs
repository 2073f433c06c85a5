namespace TinyTotIL.Compiler.Verification;

/// <summary>A function as the analysis sees it: an entry together with the names its frame begins with.</summary>
/// <remarks>
/// Parameter names belong to call sites and function values, not to labels, so one address entered with different names
/// gives different functions. Code reached from two entries belongs to both.
/// </remarks>
internal sealed class FunctionShape
{
    /// <summary>Describes a function not yet looked at.</summary>
    /// <param name="number">Its number in the program.</param>
    /// <param name="entry">Index of its first instruction.</param>
    /// <param name="parameters">Parameter names in order; the last one takes the top of the stack.</param>
    /// <param name="captured">Captured names for a closure; null otherwise.</param>
    /// <param name="module">The module whose top level this is; -1 for a function.</param>
    public FunctionShape(int number, int entry, string[] parameters, string[]? captured, int module)
    {
        Number = number;
        Entry = entry;
        Parameters = parameters;
        Captured = captured;
        Module = module;
    }

    /// <summary>Its number in the program.</summary>
    public int Number { get; }

    /// <summary>Index of its first instruction.</summary>
    public int Entry { get; }

    /// <summary>Parameter names in order.</summary>
    public string[] Parameters { get; }

    /// <summary>Captured names for a closure; null for a plain function or a top level.</summary>
    public string[]? Captured { get; }

    /// <summary>The module whose top level this is; -1 for a function.</summary>
    public int Module { get; }

    /// <summary>Whether this is the top level of a module or of the main program.</summary>
    public bool IsTopLevel => Module >= 0;

    /// <summary>
    /// Whether the function runs on a stack machine, because its heights, handlers or captures are not static, or because
    /// it calls such a function.
    /// </summary>
    public bool IsDynamic => DynamicReason is not null;

    /// <summary>Why the function runs on a stack machine; null for a direct function.</summary>
    public string? DynamicReason { get; set; }

    /// <summary>Values it takes from below its own frame.</summary>
    public int Takes { get; set; }

    /// <summary>Change of the stack height by a call beyond the parameters; null while no path to RET is known.</summary>
    public int? Net { get; set; }

    /// <summary>Whether any path returns.</summary>
    public bool Returns => Net is not null;

    /// <summary>Values it leaves on the stack.</summary>
    public int Results => Net is int net ? Takes + net : 0;

    /// <summary>Whether some caller may have a handler open.</summary>
    public bool HasOuterHandlers { get; set; }

    /// <summary>Whether it prints its frame, so that its variables need their names and order at run time.</summary>
    public bool DumpsScope { get; set; }

    /// <summary>Whether it, or a function it was found to call, has been queued for analysis.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Whether a function value of it was made.</summary>
    public bool IsValue { get; set; }

    /// <summary>Whether code on a stack machine calls it by its address.</summary>
    public bool IsCalledByStackMachine { get; set; }

    /// <summary>Its size so far, in instructions and blocks.</summary>
    public int Length { get; set; }

    /// <summary>The cell of a freshly made value of this function; null when none was made.</summary>
    public FlowCell? ValueCell { get; set; }

    /// <summary>What each call through a value may reach, by the index of the calling instruction.</summary>
    public Dictionary<int, FunctionShape[]> ValueCalls { get; } = [];

    /// <summary>Its blocks by leader.</summary>
    public SortedDictionary<int, BlockShape> Blocks { get; } = [];

    /// <summary>Blocks that call it.</summary>
    public HashSet<BlockShape> Callers { get; } = [];

    /// <summary>Functions its variables may hold.</summary>
    public Dictionary<string, FlowCell> Variables { get; } = [];

    /// <summary>Functions its results may be, from the top of the stack down.</summary>
    public List<FlowCell> ResultCells { get; } = [];

    /// <summary>Cells that hold whatever it leaves, because code that is not followed may call it.</summary>
    public HashSet<FlowCell> ResultReceivers { get; } = [];

    /// <summary>Modules it imports.</summary>
    public SortedSet<int> Imports { get; } = [];
}
