using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>Says of each instruction of a program what observers may know.</summary>
internal static class InstructionFactTable
{
    /// <summary>Describes all instructions.</summary>
    /// <param name="program">The program.</param>
    public static InstructionFacts Build(BytecodeProgram program)
    {
        var facts = new InstructionFact[program.Instructions.Length];
        for (int index = 0; index < facts.Length; index++)
        {
            facts[index] = FactOf(program, index);
        }

        return new InstructionFacts(facts);
    }

    private static InstructionFact FactOf(BytecodeProgram program, int index)
    {
        var instruction = program.Instructions[index];
        int parameters = instruction.Operand is Operand.Call call ? call.Names.Length : 0;
        int takes = (int)Math.Clamp(instruction.Takes(), 0, int.MaxValue);
        return new InstructionFact(instruction.Info.Mnemonic, DebugText(instruction), FlowOf(instruction.Opcode), takes, NameOf(instruction.Operand), program.TargetOf(index), parameters)
        {
            Access = AccessOf(instruction.Info),
            Allocates = instruction.Info.Has(InstructionTraits.Allocates),
            Global = instruction.NamesGlobal ? program.GlobalOf(instruction.NameOperand()) : -1,
        };
    }

    private static InstructionFlow FlowOf(Opcode opcode) => opcode switch
    {
        Opcode.Call or Opcode.CallFunction or Opcode.CallProcedure or Opcode.Apply => InstructionFlow.Call,
        Opcode.TailCall or Opcode.TailCallFunction or Opcode.TailCallProcedure or Opcode.TailApply => InstructionFlow.TailCall,
        Opcode.Ret => InstructionFlow.Return,
        _ => InstructionFlow.Next,
    };

    private static InstructionAccess AccessOf(InstructionInfo row) =>
        row.Has(InstructionTraits.ReadsVariable) ? InstructionAccess.VariableRead
        : row.Has(InstructionTraits.WritesVariable) ? InstructionAccess.VariableWrite
        : row.Has(InstructionTraits.ReadsField) ? InstructionAccess.FieldRead
        : row.Has(InstructionTraits.WritesField) ? InstructionAccess.FieldWrite
        : row.Has(InstructionTraits.ReadsIndex) ? InstructionAccess.ElementRead
        : row.Has(InstructionTraits.WritesIndex) ? InstructionAccess.ElementWrite
        : row.Has(InstructionTraits.MakesClosure) ? InstructionAccess.Closure
        : InstructionAccess.None;

    /// <summary>Whether code on stack machines must tell of an instruction before it starts. Imports are told with whatever else is, since the modules' code is called from there.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="instrumentation">What the code is to tell of.</param>
    public static bool IsTold(Opcode opcode, Instrumentation instrumentation) =>
        (instrumentation & Instrumentation.OfEachInstruction) != 0
        || (opcode == Opcode.Import && (instrumentation & Instrumentation.OnStackMachines) != 0)
        || (instrumentation.HasFlag(Instrumentation.Calls) && FlowOf(opcode) != InstructionFlow.Next)
        || AccessOf(InstructionSet.Of(opcode)) switch
        {
            InstructionAccess.VariableRead or InstructionAccess.VariableWrite => instrumentation.HasFlag(Instrumentation.Variables),
            InstructionAccess.FieldRead or InstructionAccess.FieldWrite => instrumentation.HasFlag(Instrumentation.Fields),
            InstructionAccess.ElementRead or InstructionAccess.ElementWrite => instrumentation.HasFlag(Instrumentation.Elements),
            InstructionAccess.Closure => instrumentation.HasFlag(Instrumentation.Closures),
            _ => false,
        };

    private static string? NameOf(Operand operand) => operand switch
    {
        Operand.Text text => text.Value,
        Operand.Catch handler => handler.Name,
        Operand.Native native => native.Name,
        Operand.Extern native => native.Name,
        _ => null,
    };

    /// <summary>The instruction in upstream's debug form, with what we added in the same manner.</summary>
    private static string DebugText(Instruction instruction)
    {
        string name = DebugName(instruction.Info.Mnemonic);
        return instruction.Operand switch
        {
            Operand.None => name,
            Operand.Integer integer => Invariant($"{name}({integer.Value})"),
            Operand.Float number => $"{name}({Debug(Value.Float(number.Value), "Float")})",
            Operand.Bool boolean => $"{name}({(boolean.Value ? "true" : "false")})",
            Operand.Number number => Invariant($"{name}({number.Value})"),
            Operand.Text text => $"{name}({Quoted(text.Value)})",
            Operand.Target target => instruction.Opcode == Opcode.Try ? Invariant($"{name} {{ catch_addr: {target.Address} }}") : Invariant($"{name}({target.Address})"),
            Operand.Call call => Invariant($"{name} {{ addr: {call.Address}, params: [{string.Join(", ", call.Names.Select(Quoted))}] }}"),
            Operand.Catch { Name: { } variable } => $"{name}({Quoted(variable)})",
            Operand.TimedPatterns timed => Invariant($"{name} {{ addr: {timed.Address}, patterns: {Quoted(timed.Patterns)} }}"),
            Operand.SourceLine source => Invariant($"{name} {{ file: {Quoted(source.File)}, line: {source.Line} }}"),
            Operand.Native native => Invariant($"{name} {{ name: {Quoted(native.Name)}, count: {native.Count} }}"),
            Operand.Extern method => $"{name} {{ name: {Quoted(method.Name)}, method: {Quoted(method.Method)} }}",
            _ => name,
        };
    }

    /// <summary>The mnemonic in camel case, one capital for each of its words.</summary>
    private static string DebugName(string mnemonic) => mnemonic == "SENDNAMED"
        ? "SendNamed"
        : string.Concat(mnemonic.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => word[..1] + word[1..].ToLowerInvariant()));

    private static string Quoted(string text) => Debug(Value.Text(text), "Str");

    /// <summary>A value as the Debug form shows it, without its kind around it.</summary>
    private static string Debug(Value value, string kind) => ValueText.Debug(value, AddressSpace.OwnNumbers)[(kind.Length + 1)..^1];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
