using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Tests.Formats;

/// <summary>Seeded modules that text can express, with every instruction and with operands chosen to be awkward.</summary>
internal sealed class RandomModules
{
    private static readonly string[] RawTexts =
        ["", " ", "plain", " padded ", "a b", "in\"side", "back\\slash\\n", "tab\there", "\r", "a\r", "é", "\U0001F600", "\0", "\u2028x", "x\uFEFF", "LABEL x", "5", "'", "{0}"];

    private static readonly string[] EscapedTexts = [.. RawTexts, ";", "a;b", "line\nend", "\n", "\"", "\"\"", "\"quoted\"", "\\", "\u0001\u007F\u0085\u202E", "\uFEFF"];

    private static readonly string[] Names = ["x", "name", "\"quoted\"", "two words", "é", "\U0001F600", "5", "a\tb", "LABEL", "-", "x\0y", "a\rb"];

    private static readonly string[] Words = ["x", "name", "\"q\"", "é", "5", "\U0001F600", "a,b"];

    private static readonly string[] Patterns = ["any", "int float", "value:5 tag:reply exit", "down:3  signal:x", "tag:\"two words\"", "value:\"x;y\" int"];

    private static readonly string[] Paths = ["", "std/math.ttvm", "a b", "\"q\"", "\"", " p ", "C:\\x\\y", "é"];

    private static readonly long[] Integers = [0, 1, -1, 42, long.MinValue, long.MaxValue, 1L << 32, -(1L << 40)];

    private static readonly ulong[] Numbers = [0, 1, 255, 256, 65_536, uint.MaxValue, 1UL << 32, ulong.MaxValue];

    private static readonly ulong[] FarAddresses = [1_000_000, uint.MaxValue - 1, uint.MaxValue, 1UL << 32, ulong.MaxValue];

    private static readonly double[] Floats = [0.0, -0.0, 1, -2.5, 0.1, 1e300, 5e-324, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI];

    private static readonly Opcode[] Plain =
        [.. InstructionSet.All.Select(row => row.Opcode).Where(opcode => opcode is not (Opcode.Try or Opcode.Catch or Opcode.EndTry or Opcode.TryBlock or Opcode.CatchBlock or Opcode.EndTryBlock))];

    private readonly Random _random;
    private readonly List<Instruction> _instructions = [];
    private readonly List<int> _handlers = [];
    private readonly List<int> _catches = [];

    private RandomModules(int seed) => _random = new Random(seed);

    /// <summary>A module; the same seed gives the same one.</summary>
    public static BytecodeModule Make(int seed) => new RandomModules(seed).Make();

    private BytecodeModule Make()
    {
        AppendRun(depth: 0, length: _random.Next(1, 120));
        var labels = MakeLabels();
        for (int address = 0; address < _instructions.Count; address++)
        {
            _instructions[address] = _instructions[address] with { Operand = Retarget(_instructions[address]), Line = _random.Next(0, 4) == 0 ? 0 : _random.Next(1, 1 << _random.Next(1, 31)) };
        }

        return new BytecodeModule("random", [.. _instructions], labels, Source: null);
    }

    private void AppendRun(int depth, int length)
    {
        for (int count = 0; count < length; count++)
        {
            switch (_random.Next(0, 14))
            {
                case 0 when depth < 5:
                    AppendBlock(depth);
                    break;
                case 1:
                    Append(Opcode.Try, new Operand.Target(0));
                    AppendRun(5, _random.Next(0, 3));
                    Append(Opcode.EndTry, Operand.None.Instance);
                    break;
                case 2 when depth == 0:
                    Append(_random.Next(0, 2) == 0 ? Opcode.Catch : Opcode.EndTry, Operand.None.Instance);
                    break;
                default:
                    var opcode = Pick(Plain);
                    Append(opcode, MakeOperand(InstructionSet.Of(opcode).Shape));
                    break;
            }
        }
    }

    private void AppendBlock(int depth)
    {
        int start = _instructions.Count;
        Append(Opcode.TryBlock, Operand.None.Instance);
        AppendRun(depth + 1, _random.Next(0, 6));
        int middle = _instructions.Count;
        _catches.Add(middle);
        Append(Opcode.CatchBlock, Operand.None.Instance);
        AppendRun(depth + 1, _random.Next(0, 6));
        _instructions[start] = _instructions[start] with { Operand = new Operand.Target((ulong)middle) };
        _instructions[middle] = _instructions[middle] with { Operand = new Operand.Catch((ulong)_instructions.Count, _random.Next(0, 2) == 0 ? null : Pick(Names)) };
        Append(Opcode.EndTryBlock, Operand.None.Instance);
    }

    private void Append(Opcode opcode, Operand operand) => _instructions.Add(new Instruction(opcode, operand, Line: 0));

    private Operand MakeOperand(OperandShape shape) => shape switch
    {
        OperandShape.Integer => new Operand.Integer(Pick(Integers)),
        OperandShape.Float => new Operand.Float(Pick(Floats)),
        OperandShape.Bool => new Operand.Bool(_random.Next(0, 2) == 0),
        OperandShape.RawText or OperandShape.QuotedName => new Operand.Text(Pick(RawTexts)),
        OperandShape.EscapedText => new Operand.Text(Pick(EscapedTexts)),
        OperandShape.Name => new Operand.Text(Pick(Names)),
        OperandShape.Path => new Operand.Text(Pick(Paths)),
        OperandShape.Count or OperandShape.Pid => new Operand.Number(Pick(Numbers)),
        OperandShape.Address => new Operand.Target(0),
        OperandShape.Call => new Operand.Call(0, [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Pick(Words))]),
        OperandShape.Patterns => new Operand.Text(Pick(Patterns)),
        OperandShape.AddressPatterns => new Operand.TimedPatterns(0, Pick(Patterns)),
        OperandShape.SourceLine => new Operand.SourceLine(Pick(EscapedTexts), _random.Next(), _random.Next(2) * _random.Next(1, int.MaxValue)),
        OperandShape.Native => new Operand.Native(Pick(Words), Pick(Numbers)),
        OperandShape.Extern => new Operand.Extern(Pick(Words), Pick(EscapedTexts)),
        _ => Operand.None.Instance,
    };

    private ImmutableArray<Label> MakeLabels()
    {
        var labels = ImmutableArray.CreateBuilder<Label>();
        for (int address = 0; address <= _instructions.Count; address++)
        {
            for (int count = _random.Next(0, 5) - 2; count > 0; count--)
            {
                int number = labels.Count;
                labels.Add(new Label(_random.Next(0, 4) switch { 0 => $"{number}", 1 => $"two words {number}", 2 => $"\"é {number}", _ => $"l{number}" }, address));
                _handlers.Add(address);
            }
        }

        if (_handlers.Count == 0)
        {
            labels.Add(new Label("end", _instructions.Count));
            _handlers.Add(_instructions.Count);
        }

        _handlers.RemoveAll(_catches.Contains);
        if (_handlers.Count == 0)
        {
            labels.Add(new Label("the very end", _instructions.Count));
            _handlers.Add(_instructions.Count);
        }

        return labels.ToImmutable();
    }

    private Operand Retarget(Instruction instruction) => instruction switch
    {
        { Opcode: Opcode.TryBlock } => instruction.Operand,
        { Opcode: Opcode.Try } => new Operand.Target((ulong)Pick(_handlers)),
        { Operand: Operand.Target } => new Operand.Target(PickAddress()),
        { Operand: Operand.TimedPatterns timed } => timed with { Address = PickAddress() },
        { Operand: Operand.Call call } => new Operand.Call(PickAddress(), call.Names),
        _ => instruction.Operand,
    };

    private ulong PickAddress() => _random.Next(0, 8) == 0 ? Pick(FarAddresses) : (ulong)_random.Next(0, _instructions.Count + 1);

    private TItem Pick<TItem>(IReadOnlyList<TItem> items) => items[_random.Next(0, items.Count)];
}
