using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests.Verification;

/// <summary>A program after the analysis, asked about by label.</summary>
internal sealed class AnalysedProgram
{
    public AnalysedProgram(string program)
        : this(new MemoryModuleSource().Add(ProgramRun.MainPath, program))
    {
    }

    public AnalysedProgram(MemoryModuleSource source) => Shape = ShapeAnalysis.Run(ProgramRun.Verified(source));

    public ProgramShape Shape { get; }

    public FunctionShape Main => Shape.TopLevels[0]!;

    /// <summary>The one function entered at a label of any module.</summary>
    public FunctionShape this[string label] => Functions(label).Single();

    /// <summary>The functions entered at a label: one for each list of names it is entered with.</summary>
    public IEnumerable<FunctionShape> Functions(string label)
    {
        int entry = AddressOf(label);
        return Shape.Functions.Where(function => !function.IsTopLevel && function.Entry == entry);
    }

    /// <summary>Whether a stack machine may run the instruction at a label.</summary>
    public bool MayRunOnStackMachine(string label) => Shape.StackMachineCode[AddressOf(label)];

    /// <summary>The labels of the functions that the only call of a value in a function may reach, in order.</summary>
    public string Reached(FunctionShape caller) =>
        string.Join(' ', caller.ValueCalls.Single().Value.Select(target => LabelAt(target.Entry)).Order(StringComparer.Ordinal));

    private int AddressOf(string label) => Labels().Single(known => known.Name == label).Address;

    private string LabelAt(int address) => Labels().First(known => known.Address == address).Name;

    private IEnumerable<(int Address, string Name)> Labels() =>
        Shape.Program.Modules.SelectMany(module => (module.Module?.Labels ?? []).Select(label => (module.Start + label.Address, label.Name)));
}
