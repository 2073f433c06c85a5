using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Formats;

/// <summary>Writes a module as program text: the inverse of <see cref="TtvmParser"/>.</summary>
/// <remarks>
/// What it writes means the module and nothing else, or it writes nothing: modules from binary files and front ends can
/// hold names and shapes the line format has no words for, and those are reported. Only PUSH_STR changes its spelling, to
/// PUSH_TEXT, where its text needs escapes.
/// </remarks>
internal sealed partial class TtvmPrinter
{
    private const int IndentWidth = 4;

    /// <summary>Blocks nested deeper are not indented further, or the text would grow with the square of the depth.</summary>
    private const int DeepestIndent = 8;

    private const int MostErrors = 100;

    private readonly BytecodeModule _module;
    private readonly DiagnosticBag _diagnostics;
    private readonly PrintedLabels _labels;
    private readonly StringBuilder _output = new();
    private int _errors;
    private int _depth;

    private TtvmPrinter(BytecodeModule module, DiagnosticBag diagnostics, PrintedLabels labels)
    {
        _module = module;
        _diagnostics = diagnostics;
        _labels = labels;
    }

    /// <summary>Writes a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="diagnostics">Receives what text cannot express.</param>
    /// <returns>The text, each line ended by LF; null when text cannot express the module.</returns>
    public static string? Print(BytecodeModule module, DiagnosticBag diagnostics)
    {
        int before = diagnostics.All.Count;
        var labels = PrintedLabels.Of(module, diagnostics);
        if (diagnostics.All.Count > before)
        {
            return null;
        }

        var printer = new TtvmPrinter(module, diagnostics, labels);
        printer.CheckBlocks();
        printer.PrintLines();
        return printer._errors == 0 ? printer._output.ToString() : null;
    }

    /// <summary>
    /// Reports blocks a reader would take for others: text tells plain and structured forms apart only by nesting.
    /// </summary>
    private void CheckBlocks()
    {
        var marks = new List<BlockMark>();
        var handlers = new HashSet<int>();
        for (int address = 0; address < _module.Instructions.Length; address++)
        {
            var instruction = _module.Instructions[address];
            BlockMarkKind? kind = instruction.Opcode switch
            {
                Opcode.Try => BlockMarkKind.TryLabel,
                Opcode.TryBlock => BlockMarkKind.Try,
                Opcode.Catch or Opcode.CatchBlock => BlockMarkKind.Catch,
                Opcode.EndTry or Opcode.EndTryBlock => BlockMarkKind.EndTry,
                _ => null,
            };
            if (kind is { } found)
            {
                marks.Add(new BlockMark(found, address, instruction.Line));
            }

            if (instruction is { Opcode: Opcode.Try, Operand: Operand.Target { Address: <= int.MaxValue } target })
            {
                handlers.Add((int)target.Address);
            }
        }

        var matches = BlockMatcher.Match(marks, handlers);
        for (int index = 0; index < matches.Length; index++)
        {
            if (!Agrees(_module.Instructions[marks[index].Address], matches[index]))
            {
                Reject(marks[index].Address, "by its place in the text it would be read as part of another block");
            }
        }
    }

    private static bool Agrees(Instruction instruction, BlockMatch match) => instruction.Opcode switch
    {
        Opcode.TryBlock => match.Role == BlockRole.Structured && instruction.Operand is Operand.Target target && target.Address == (ulong)match.Partner,
        Opcode.CatchBlock => match.Role == BlockRole.Structured && instruction.Operand is Operand.Catch handler && handler.End == (ulong)match.Partner,
        Opcode.EndTryBlock => match.Role == BlockRole.Structured,
        _ => match.Role == BlockRole.Plain,
    };

    private void PrintLines()
    {
        int nextLabel = 0;
        for (int address = 0; address <= _module.Instructions.Length; address++)
        {
            bool isFirst = true;
            while (nextLabel < _labels.InOrder.Count && _labels.InOrder[nextLabel].Address == address)
            {
                if (isFirst && _output.Length > 0)
                {
                    _output.Append('\n');
                }

                isFirst = false;
                _output.Append("LABEL ").Append(_labels.InOrder[nextLabel++].Name).Append('\n');
            }

            if (address < _module.Instructions.Length)
            {
                PrintInstruction(address);
            }
        }
    }

    private void PrintInstruction(int address)
    {
        var instruction = _module.Instructions[address];
        _depth -= instruction.Opcode is Opcode.CatchBlock or Opcode.EndTryBlock ? 1 : 0;
        _output.Append(' ', IndentWidth * (1 + Math.Clamp(_depth, 0, DeepestIndent)));
        _depth += instruction.Opcode is Opcode.TryBlock or Opcode.CatchBlock ? 1 : 0;

        _output.Append(instruction.Info.Mnemonic);
        if (AppendOperand(instruction) is { } why)
        {
            Reject(address, why);
        }

        _output.Append('\n');
    }

    private void Reject(int address, string why)
    {
        _errors++;
        if (_errors <= MostErrors)
        {
            var instruction = _module.Instructions[address];
            _diagnostics.ReportAtLine(DiagnosticDescriptors.NotExpressible, _module.Path, _module.Source, instruction.Line, null,
                address, instruction.Info.Mnemonic, why);
        }
        else if (_errors == MostErrors + 1)
        {
            _diagnostics.Report(DiagnosticDescriptors.TooManyErrors, _module.Path, null, MostErrors);
        }
    }
}
