using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Lowers a program: direct functions to functions, everything else to segments of the stack machine.</summary>
internal static class ProgramLowering
{
    /// <summary>Lowers a program.</summary>
    /// <param name="shape">The program and how it divides into functions.</param>
    /// <param name="instrumentation">What the code tells of itself; of instructions only where all of it runs on stack machines.</param>
    /// <param name="withSteps">Whether debuggers are to stop at each instruction and see each variable.</param>
    /// <param name="firstAddress">What the addresses of its code begin with.</param>
    public static IrModule Run(ProgramShape shape, Instrumentation instrumentation = Instrumentation.None, bool withSteps = false, int firstAddress = 0)
    {
        var counting = (instrumentation & (Instrumentation.Profile | Instrumentation.Coverage)) == Instrumentation.None
            ? null
            : new CountingLowering(new CountedPieces(shape, instrumentation), firstAddress);
        var numbers = new LoweredNumbers(shape);
        var names = new FunctionNames(shape);
        var functions = ImmutableArray.CreateBuilder<IrFunction>();
        foreach (var function in numbers.Functions)
        {
            functions.Add(DirectLowering.Run(shape, function, numbers, names.NameOf(function), counting, withSteps));
        }

        const int SegmentLength = StackMachineLowering.SegmentLength;
        int segments = (shape.Program.Instructions.Length + SegmentLength - 1) / SegmentLength;
        bool[]? comesRound = shape.Program.UsesProcesses ? CodeCycles.Find(shape.Program) : null;
        for (int segment = 0; segment < segments; segment++)
        {
            if (StackMachineLowering.Run(shape, numbers, comesRound, segment, functions.Count, instrumentation, withSteps) is { } lowered)
            {
                functions.Add(lowered);
            }
        }

        return new IrModule(functions.ToImmutable(), numbers.Prototypes, Modules(shape, numbers), Exports(shape), SegmentLength)
        {
            UsesProcesses = shape.Program.UsesProcesses,
            UsesLisp = shape.Program.UsesLisp,
            JoinsProgram = shape.Program.JoinsProgram,
            Globals = shape.Program.Globals.Count,
            Pieces = counting?.Pieces,
        };
    }

    private static ImmutableArray<IrProgramModule> Modules(ProgramShape shape, LoweredNumbers numbers) =>
    [
        .. shape.Program.Modules.Select((module, number) => new IrProgramModule(
            module.Path,
            module.Start,
            module.Length,
            module.LoadError,
            shape.TopLevels[number] is { } topLevel ? numbers.FunctionOf(topLevel) : -1)
        {
            Names = [.. shape.Program.Programs.Where(program => program.Value == number).Select(program => program.Key).Order(StringComparer.Ordinal)],
        }),
    ];

    /// <summary>What the main program publishes, for .NET callers: names found in its EXPORT instructions.</summary>
    private static ImmutableArray<IrExport> Exports(ProgramShape shape)
    {
        var main = shape.Program.Modules[0];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (int index = main.Start; index < main.End; index++)
        {
            if (shape.Program.Instructions[index] is { Opcode: Opcode.Export, Operand: Operand.Text text })
            {
                names.Add(text.Value);
            }
        }

        return [.. names.Select(name => new IrExport(name, ParametersOf(shape, name)))];
    }

    /// <summary>Parameter names when all functions the exported variable may hold agree on them.</summary>
    private static string[]? ParametersOf(ProgramShape shape, string name)
    {
        if (shape.TopLevels[0] is not { IsDynamic: false } topLevel || !topLevel.Variables.TryGetValue(name, out var cell) || cell.Targets.Count == 0)
        {
            return null;
        }

        string[] parameters = cell.Targets[0].Parameters;
        return cell.Targets.All(target => target.Parameters.AsSpan().SequenceEqual(parameters)) ? parameters : null;
    }
}
