using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

/// <summary>Every row of the instruction table can be executed.</summary>
public sealed class CompletenessTests
{
    public static TheoryData<string> Opcodes => [.. Enum.GetNames<Opcode>()];

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void Every_instruction_has_a_meaning(string name)
    {
        var opcode = Enum.Parse<Opcode>(name);

        // Enough values for anything to pop, of a type that most instructions refuse; the instruction is last, and
        // whatever it does the run must end by the program's own rules.
        Instruction[] code =
        [
            .. Enumerable.Repeat(new Instruction(Opcode.Null, Operand.None.Instance, 1), 4),
            new(opcode, OperandOf(opcode), 2),
            .. opcode == Opcode.TryBlock ? [new Instruction(Opcode.CatchBlock, new Operand.Catch(6, Name: null), 3)] : Array.Empty<Instruction>(),
            .. opcode is Opcode.TryBlock or Opcode.CatchBlock ? [new Instruction(Opcode.EndTryBlock, Operand.None.Instance, 4)] : Array.Empty<Instruction>(),
        ];
        var module = new BytecodeModule(ProgramRun.MainPath, [.. code], [], Source: null);
        var program = new BytecodeProgram([(module.Path, module, null), ("m", new BytecodeModule("m", [], [], Source: null), null)], natives: NativeTable.With([], offersFramework: true));
        var diagnostics = new DiagnosticBag();
        var verified = Verifier.Verify(program, diagnostics);
        Assert.Empty(diagnostics.All);

        var image = Interpreter.CreateImage(verified!);
        if (image.UsesProcesses)
        {
            // What waits has nothing to wait for, which ends the program as well.
            Assert.InRange(ProgramHost.Run(image, ClosedWorld.With(new FakeConsole()), limits: null, new SchedulerOptions { Seed = 1 }), 0, byte.MaxValue);
            return;
        }

        var context = new ProcessContext(image, ClosedWorld.With(new FakeConsole()));
        image.Modules[0].Body!(context);
        Assert.InRange(context.Reductions, ProcessContext.Exiting, ProcessContext.Raising);
    }

    private static Operand OperandOf(Opcode opcode) => InstructionSet.Of(opcode).Shape switch
    {
        OperandShape.None => Operand.None.Instance,
        OperandShape.Integer => new Operand.Integer(1),
        OperandShape.Float => new Operand.Float(1),
        OperandShape.Bool => new Operand.Bool(true),
        OperandShape.RawText or OperandShape.EscapedText or OperandShape.Name or OperandShape.QuotedName or OperandShape.Path =>
            new Operand.Text("m"),
        OperandShape.Count or OperandShape.Pid => new Operand.Number(1),
        OperandShape.Address or OperandShape.Label => new Operand.Target(5),
        OperandShape.Call => new Operand.Call(5, ImmutableArray.Create("a")),
        OperandShape.Block => opcode == Opcode.TryBlock ? new Operand.Target(5) : Operand.None.Instance,
        OperandShape.CatchBlock => new Operand.Catch(5, Name: null),
        OperandShape.SourceLine => new Operand.SourceLine("s", 1),
        OperandShape.Native => new Operand.Native("math.sin", 1),
        OperandShape.Extern => new Operand.Extern("f", "System.Math::Sin"),
        OperandShape.Patterns => new Operand.Text("any"),
        OperandShape.AddressPatterns => new Operand.TimedPatterns(5, "any"),
    };
}
