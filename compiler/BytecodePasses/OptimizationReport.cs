using System.Globalization;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What optimizing a program did.</summary>
public sealed class OptimizationReport
{
    private readonly IReadOnlyDictionary<string, int> _counts;

    internal OptimizationReport(int before, int after, IReadOnlyDictionary<string, int> counts) => (Before, After, _counts) = (before, after, counts);

    /// <summary>Instructions before the first pass.</summary>
    public int Before { get; }

    /// <summary>Instructions after the last.</summary>
    public int After { get; }

    /// <summary>What a pass counts: the instructions it removed, or the places it changed.</summary>
    /// <param name="pass">Name of the pass.</param>
    public int Count(string pass) => _counts.GetValueOrDefault(pass);

    /// <summary>The results in upstream's words and order, each on a line, an empty line at the end.</summary>
    public string Results() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        === Optimization Results ===
        Instructions: {Before} -> {After} ({Before - After})
        Constants folded: {Count("constant-folding")}
        Dead instructions removed: {Count("dead-code")}
        Tail calls optimized: {Count("tail-calls")}
        Memory operations optimized: {Count("memory-layout")}
        Peephole optimizations: {Count("peephole")}
        Constants propagated: {Count("constant-propagation")}
        Instructions combined: {Count("instruction-combining")}
        Jumps threaded: {Count("jump-threading")}


        """);

    /// <summary>What a program consists of, in upstream's words.</summary>
    /// <param name="module">The program.</param>
    internal static string Analysis(BytecodeModule module)
    {
        int constants = 0, calls = 0, memory = 0, jumps = 0;
        foreach (var instruction in module.Instructions)
        {
            constants += Constants.Of(instruction) is null ? 0 : 1;
            calls += instruction.Opcode is Opcode.Call or Opcode.CallFunction ? 1 : 0;
            memory += instruction.Opcode is Opcode.Load or Opcode.Store ? 1 : 0;
            jumps += instruction.Opcode is Opcode.Jmp or Opcode.Jz ? 1 : 0;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            === Program Analysis (Before Optimization) ===
            Total instructions: {module.Instructions.Length}
            Constants: {constants}
            Function calls: {calls}
            Memory operations: {memory}
            Jumps: {jumps}


            """);
    }
}
