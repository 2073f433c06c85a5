using System.Collections.Frozen;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>The instruction table: the one place that lists the instructions.</summary>
/// <remarks>
/// Text and binary formats, verifier, interpreter, lowering, emission and the documentation read it. A row that binds a
/// runtime operation takes its pops and pushes from the method's own signature, so the two cannot disagree; such rows
/// need no other code anywhere. A row without an operation has one arm in the interpreter and one in each lowering; a
/// missing row stops every program at start-up, and a missing arm fails a test that goes through the table.
/// </remarks>
internal static partial class InstructionSet
{
    private static readonly InstructionInfo[] ByOpcode = BuildTable();

    private static readonly FrozenDictionary<ushort, InstructionInfo> ByWireCode = ByOpcode.ToFrozenDictionary(row => row.WireCode);

    private static readonly FrozenDictionary<string, InstructionInfo[]> BySpelling = ByOpcode
        .SelectMany(row => row.Aliases.Append(row.Mnemonic).Select(spelling => (spelling, row)))
        .GroupBy(pair => pair.spelling)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.row).ToArray());

    /// <summary>Every row, in opcode order.</summary>
    public static IReadOnlyList<InstructionInfo> All => ByOpcode;

    /// <summary>Every spelling the parser accepts.</summary>
    public static IEnumerable<string> Spellings => BySpelling.Keys;

    /// <summary>The row of an opcode.</summary>
    /// <param name="opcode">The opcode.</param>
    public static InstructionInfo Of(Opcode opcode) => ByOpcode[(int)opcode];

    /// <summary>The rows with a spelling: none, one, or its forms, with the longest operand first where several have one.</summary>
    /// <param name="spelling">Mnemonic or alias.</param>
    public static IReadOnlyList<InstructionInfo> WithSpelling(string spelling) =>
        BySpelling.TryGetValue(spelling, out var rows) ? rows : [];

    /// <summary>The row with a binary code, or null.</summary>
    /// <param name="code">The code.</param>
    public static InstructionInfo? WithWireCode(ushort code) => ByWireCode.GetValueOrDefault(code);

    private static InstructionInfo[] BuildTable()
    {
        var rows = new InstructionInfo[Enum.GetValues<Opcode>().Length];
        foreach (var row in CoreRows().Concat(DataRows()).Concat(HostRows()).Concat(ProcessRows()).Concat(ContinuationRows()).Concat(LispRows()))
        {
            if (rows[(int)row.Opcode] is not null)
            {
                throw new InvalidOperationException($"{row.Opcode} has two rows.");
            }

            rows[(int)row.Opcode] = row;
        }

        int missing = Array.IndexOf(rows, null);
        return missing < 0 ? rows : throw new InvalidOperationException($"{(Opcode)missing} has no row.");
    }

    private static InstructionInfo Core(
        Opcode opcode, string mnemonic, ushort wire, OperandShape shape, int pops, int pushes, InstructionTraits traits, string effect, string summary) =>
        new()
        {
            Opcode = opcode, Mnemonic = mnemonic, WireCode = wire, Shape = shape, Pops = pops, Pushes = pushes,
            Traits = traits, Effect = effect, Summary = summary, ErrorName = mnemonic,
        };

    private static InstructionInfo Runtime(
        Opcode opcode, string mnemonic, ushort wire, OperandShape shape, Delegate operation, InstructionTraits traits, string effect, string summary)
    {
        var parameters = operation.Method.GetParameters();
        return new()
        {
            Opcode = opcode, Mnemonic = mnemonic, WireCode = wire, Shape = shape,
            Pops = parameters.Count(parameter => parameter.ParameterType == typeof(Value)),
            Pushes = operation.Method.ReturnType == typeof(Value) ? 1 : 0,
            Traits = operation.Method.IsDefined(typeof(PureAttribute), inherit: false) ? traits : traits | InstructionTraits.HasEffect,
            Effect = effect, Summary = summary, Operation = operation, ErrorName = mnemonic,
        };
    }
}
