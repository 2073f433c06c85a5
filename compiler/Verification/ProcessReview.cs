using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds what cannot work between processes: a process that never exists, patterns that nothing is left for, functions that cannot be started.</summary>
/// <param name="program">The program.</param>
/// <param name="findings">Receives what is found.</param>
internal sealed class ProcessReview(BytecodeProgram program, List<ProgramFinding> findings)
{
    /// <summary>Patterns after these are not compared: the number of pairs grows with the square.</summary>
    private const int MostPatterns = 256;

    private readonly bool[] _leaders = LeaderFinder.Find(program);

    /// <summary>Reviews a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="findings">Receives what is found.</param>
    public static void Run(BytecodeProgram program, List<ProgramFinding> findings)
    {
        if (!program.UsesProcesses)
        {
            return;
        }

        var review = new ProcessReview(program, findings);
        for (int index = 0; index < program.Instructions.Length; index++)
        {
            review.Look(index);
        }
    }

    private void Look(int index)
    {
        var instruction = program.Instructions[index];
        switch (instruction)
        {
            case { Operand: Operand.Number { Value: 0 } } when instruction.Info.Shape == OperandShape.Pid:
                Add(index, DiagnosticDescriptors.NoSuchProcess, instruction.Info.Mnemonic);
                break;
            case { Opcode: Opcode.ReceiveMatch or Opcode.ReceiveMatchAfter }:
                FindCovered(index, PatternSet.Parse(instruction.PatternsOperand()).Patterns);
                break;
            case { Opcode: Opcode.Spawn or Opcode.SpawnLink or Opcode.SpawnMonitor }:
                FindWrongStart(index, given: 0);
                break;
            case { Opcode: Opcode.SpawnWith, Operand: Operand.Number count }:
                FindWrongStart(index, count.Value);
                break;
        }
    }

    /// <summary>Messages go to the first pattern they match, so one that matches no others than an earlier one gets none.</summary>
    private void FindCovered(int index, ReadOnlySpan<MessagePattern> patterns)
    {
        for (int later = 1; later < Math.Min(patterns.Length, MostPatterns); later++)
        {
            foreach (var earlier in patterns[..later])
            {
                if (Covers(earlier, patterns[later]))
                {
                    Add(index, DiagnosticDescriptors.PatternNeverMatches, Shown(patterns[later]), Shown(earlier));
                    break;
                }
            }
        }
    }

    private static bool Covers(MessagePattern earlier, MessagePattern later) =>
        earlier == later
        || earlier.Kind == PatternKind.Any
        || (earlier.Kind, later.Kind) is (PatternKind.Exit, PatternKind.ExitOf) or (PatternKind.Down, PatternKind.DownOf);

    private static string Shown(MessagePattern pattern) => DisplayText.Shorten(pattern.ToString());

    /// <summary>Looks at the function made just before it is started.</summary>
    private void FindWrongStart(int index, ulong given)
    {
        if (index == 0 || _leaders[index] || program.Instructions[index - 1] is not { Opcode: Opcode.MakeFunction or Opcode.MakeLambda } made)
        {
            return;
        }

        int taken = made.ParameterNames().Length;
        if ((ulong)taken != given)
        {
            var instruction = program.Instructions[index];
            Add(index, DiagnosticDescriptors.WrongStart, instruction.Info.Mnemonic, Parameters((ulong)taken), Parameters(given), Instead(instruction.Opcode, taken));
        }
    }

    /// <summary>No instruction links or monitors and also gives values: those are captured.</summary>
    private static string Instead(Opcode start, int taken) => (start, taken) switch
    {
        (_, 0) => "SPAWN starts it",
        (Opcode.SpawnLink or Opcode.SpawnMonitor, _) => "a closure without parameters can hold the values: CAPTURE each, then MAKE_LAMBDA",
        _ => $"SPAWN_WITH {taken} starts it",
    };

    private static string Parameters(ulong count) => count == 0 ? "no parameters" : count == 1 ? "1 parameter" : $"{count} parameters";

    private void Add(int index, DiagnosticDescriptor descriptor, params object[] arguments) =>
        findings.Add(new ProgramFinding(index, descriptor, arguments));
}
