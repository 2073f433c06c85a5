using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What a stack trace says of each instruction: its function, file, line and column.</summary>
/// <remarks>
/// The symbol table finds functions by who calls them and what they reach, so removing a call can change the name of code that is still
/// there. Rather than have each pass know that, every result is compared with what the trace said before.
/// </remarks>
internal sealed class TraceNames
{
    private readonly (string? Function, SourceRow? Place)[] _names;

    private TraceNames((string? Function, SourceRow? Place)[] names) => _names = names;

    /// <summary>The names of a module's instructions.</summary>
    /// <param name="module">The module.</param>
    public static TraceNames Of(BytecodeModule module)
    {
        var modules = new List<(string Path, BytecodeModule? Module, string? LoadError)> { (module.Path, module, null) };
        foreach (string path in module.Instructions.Where(instruction => instruction.Opcode == Opcode.Import).Select(import => import.NameOperand()).Distinct())
        {
            modules.Add((path, null, ""));
        }

        var symbols = SymbolTable.Build(new BytecodeProgram(modules));
        var names = new (string?, SourceRow?)[module.Instructions.Length];
        for (int index = 0; index < names.Length; index++)
        {
            names[index] = (symbols.FunctionAt(index), symbols.PlaceAt(index) is { } place ? place with { Address = 0 } : null);
        }

        return new TraceNames(names);
    }

    /// <summary>Whether every instruction that may raise an error is still called what it was.</summary>
    /// <param name="code">The code after some passes.</param>
    public bool HoldFor(ModuleCode code) => HoldFor(code, code.Module, [.. Enumerable.Range(0, code.Instructions.Length)]);

    /// <summary>Whether that is so where the code has been placed anew.</summary>
    /// <param name="code">The code after some passes.</param>
    /// <param name="placed">The module it has become.</param>
    /// <param name="places">For each instruction of that module its index in the code; negative for filling.</param>
    public bool HoldFor(ModuleCode code, BytecodeModule placed, IReadOnlyList<int> places)
    {
        var after = Of(placed);
        for (int place = 0; place < placed.Instructions.Length; place++)
        {
            int index = places[place];
            if (index >= 0 && code.MayRaise[index] && after._names[place] != _names[code.Origins[index]])
            {
                return false;
            }
        }

        return true;
    }
}
