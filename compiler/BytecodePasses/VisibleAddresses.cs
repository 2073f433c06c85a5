using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>The addresses that a program may show, so that what is there must stay there.</summary>
/// <remarks>
/// Shown are: the address of a THROW, by the error nobody catches; the address of any failing instruction, by the exception a
/// handler receives; the entry of a function, by its value; and the length of a module that imports or is imported, because the
/// addresses of whatever is imported later are counted from there. Handlers and readers of function values may be in other modules.
/// </remarks>
internal sealed class VisibleAddresses
{
    private readonly ModuleCode _code;
    private readonly BytecodeModule _original;
    private readonly SortedSet<(int Index, int Address)> _places = [];
    private readonly HashSet<int> _shown = [];

    private VisibleAddresses(ModuleCode code, BytecodeModule original) => (_code, _original) = (code, original);

    /// <summary>What has to be where, in order: an instruction, or the number of instructions for the end, and its address.</summary>
    public IReadOnlyCollection<(int Index, int Address)> Places => _places;

    /// <summary>Looks at a module.</summary>
    /// <param name="code">Its code after the passes.</param>
    /// <param name="original">The module before them.</param>
    /// <param name="isMain">Whether it is the main program, which nobody imports unless it exports something.</param>
    public static VisibleAddresses Find(ModuleCode code, BytecodeModule original, bool isMain)
    {
        var addresses = new VisibleAddresses(code, original);
        addresses.FindRaising();
        addresses.FindFunctions();
        if (code.IsOpen || !isMain)
        {
            addresses._places.Add((code.Instructions.Length, original.Instructions.Length));
        }

        return addresses;
    }

    /// <summary>The address that an instruction gives to a function value which may be shown; null for the others.</summary>
    /// <param name="index">The instruction, after the passes.</param>
    public ulong? EntryShownBy(int index) => _shown.Contains(index) ? EntryBefore(index) : null;

    /// <summary>Labels of entries that function values show, each with the address it had: there it names the function for stack traces.</summary>
    public Dictionary<string, int> ShownLabels()
    {
        var entries = _shown.Select(EntryBefore).ToHashSet();
        return _original.Labels.Where(label => entries.Contains((ulong)label.Address)).ToDictionary(label => label.Name, label => label.Address);
    }

    private ulong EntryBefore(int index) => ((Operand.Call)_original.Instructions[_code.Origins[index]].Operand).Address;

    private void FindRaising()
    {
        bool showsAll = _code.IsOpen || Enumerable.Range(0, _code.Instructions.Length).Any(_code.Flow.OpensHandler);
        for (int index = 0; index < _code.Instructions.Length; index++)
        {
            if (_code.Instructions[index].Opcode == Opcode.Throw || (showsAll && _code.MayRaise[index]))
            {
                _places.Add((index, _code.Origins[index]));
            }
        }
    }

    private void FindFunctions()
    {
        var callOnly = _code.IsOpen || _code.DumpsScope ? [] : NamesOnlyCalled();
        for (int index = 0; index < _code.Instructions.Length; index++)
        {
            bool isMade = _code.Instructions[index].MakesFunction;
            if (isMade && !IsCalledNext(index) && !IsStoredIn(callOnly, index + 1))
            {
                _shown.Add(index);
                if (EntryBefore(index) <= (ulong)_original.Instructions.Length)
                {
                    _places.Add((_code.Flow.EntryOf(index), (int)EntryBefore(index)));
                }
            }
        }
    }

    /// <summary>Variables that are read only to call what they hold at once.</summary>
    private HashSet<string> NamesOnlyCalled()
    {
        var names = new HashSet<string>();
        var shown = new HashSet<string>();
        for (int index = 0; index < _code.Instructions.Length; index++)
        {
            var instruction = _code.Instructions[index];
            if (instruction.Opcode == Opcode.Store)
            {
                names.Add(instruction.NameOperand());
            }
            else if (instruction.Opcode == Opcode.Capture || (instruction.Opcode == Opcode.Load && !IsCalledNext(index)))
            {
                shown.Add(instruction.NameOperand());
            }
        }

        names.ExceptWith(shown);
        return names;
    }

    private bool IsCalledNext(int index) => index + 1 < _code.Instructions.Length
        && _code.Instructions[index + 1].Opcode is Opcode.CallFunction or Opcode.TailCallFunction;

    private bool IsStoredIn(HashSet<string> names, int index) => index < _code.Instructions.Length
        && _code.Instructions[index].Opcode == Opcode.Store && names.Contains(_code.Instructions[index].NameOperand());
}
