using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler;

/// <summary>Readable forms of the stages before the IR, for people who look into a compilation.</summary>
internal sealed class ProgramListing
{
    private const int OperandColumn = 44;

    private readonly BytecodeProgram _program;
    private readonly StringBuilder _output = new();
    private readonly Dictionary<int, string> _labels = [];
    private readonly HashSet<int> _ends;

    /// <summary>What <see cref="OfShape"/> shows of an instruction; null for those it has not listed.</summary>
    private readonly string?[] _shown;

    private ProgramListing(BytecodeProgram program)
    {
        _program = program;
        _ends = [.. program.Modules.Select(module => module.End)];
        _shown = new string?[program.Instructions.Length];
        foreach (var module in program.Modules)
        {
            foreach (var label in module.Module?.Labels ?? [])
            {
                _labels.TryAdd(module.Start + label.Address, DisplayText.Escape(DisplayText.Shorten(label.Name)));
            }
        }
    }

    /// <summary>
    /// Each instruction with its index in the linked program, its number in its own module (the one programs can see), its
    /// source line, and where its operand leads.
    /// </summary>
    /// <param name="program">The program.</param>
    public static string OfInstructions(BytecodeProgram program)
    {
        var listing = new ProgramListing(program);
        for (int module = 0; module < program.Modules.Length; module++)
        {
            listing.AddModule(module);
        }

        return listing._output.ToString();
    }

    /// <summary>
    /// How a program divides into functions, what is known of each, and the height of the operand stack before each
    /// instruction. Code that belongs to several functions is shown in each; the analysis bounds how much that can be.
    /// </summary>
    /// <param name="shape">The program.</param>
    public static string OfShape(ProgramShape shape)
    {
        var listing = new ProgramListing(shape.Program);
        foreach (var function in shape.Functions)
        {
            listing.AddFunction(function, shape);
        }

        listing.AddStackMachineCode(shape.StackMachineCode);
        listing.AddUnreachedCode();
        return listing._output.ToString();
    }

    private void AddModule(int number)
    {
        var module = _program.Modules[number];
        _output.Append(number == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"module {number} {DisplayText.Escape(module.Path)}");
        if (module.LoadError is { } error)
        {
            _output.Append(": not linked: ").Append(DisplayText.Escape(error)).Append('\n');
            return;
        }

        _output.Append(CultureInfo.InvariantCulture, $": {module.Length} instructions\n  index  number  line\n");
        var labels = (module.Module?.Labels ?? []).ToLookup(label => label.Address);
        for (int index = module.Start; index <= module.End; index++)
        {
            foreach (var label in labels[index - module.Start])
            {
                _output.Append(' ', 23).Append("LABEL ").Append(DisplayText.Escape(label.Name)).Append('\n');
            }

            AddNumberedRow(index, index - module.Start);
        }
    }

    private void AddNumberedRow(int index, int number)
    {
        var instruction = _program.Instructions[index];
        string line = instruction.Line > 0 && !_ends.Contains(index) ? instruction.Line.ToString(CultureInfo.InvariantCulture) : "";
        AddRow(string.Create(CultureInfo.InvariantCulture, $"{index,7} {number,7} {line,5}    {Spelling(instruction)}"), Leads(index, instruction));
    }

    private void AddHeightRow(int index, int? height)
    {
        // Many functions may share one instruction, whose operand may be as long as the program.
        var instruction = _program.Instructions[index];
        string spelling = _shown[index] ??= DisplayText.Shorten(Spelling(instruction));
        string before = height?.ToString(CultureInfo.InvariantCulture) ?? "?";
        AddRow(string.Create(CultureInfo.InvariantCulture, $"{index,7} {before,7}    {spelling}"), Leads(index, instruction));
    }

    private void AddRow(string row, string leads)
    {
        _output.Append(row);
        if (leads.Length > 0)
        {
            _output.Append(' ', Math.Max(1, OperandColumn - row.Length)).Append("; ").Append(leads);
        }

        _output.Append('\n');
    }

    private static string Spelling(Instruction instruction) => instruction.Info.Mnemonic + Operand(instruction);

    private static string Operand(Instruction instruction) => instruction.Operand switch
    {
        Bytecode.Operand.Integer integer => $" {integer.Value}",
        Bytecode.Operand.Float number => $" {IrSpelling.Float(number.Value)}",
        Bytecode.Operand.Bool boolean => boolean.Value ? " true" : " false",
        Bytecode.Operand.Text text when instruction.Info.Shape is OperandShape.Name or OperandShape.Patterns => $" {DisplayText.Escape(text.Value)}",
        Bytecode.Operand.Text text => $" {IrSpelling.Quoted(text.Value)}",
        Bytecode.Operand.Number number => $" {number.Value}",
        Bytecode.Operand.Target target => $" {target.Address}",
        Bytecode.Operand.Call call => $" {call.Address}{string.Concat(call.Names.Select(name => " " + DisplayText.Escape(name)))}",
        Bytecode.Operand.TimedPatterns timed => $" {timed.Address} {DisplayText.Escape(timed.Patterns)}",
        Bytecode.Operand.Catch { Name: { } name } => $" {DisplayText.Escape(name)}",
        Bytecode.Operand.Native native => $" {DisplayText.Escape(native.Name)} {native.Count}",
        Bytecode.Operand.Extern binding => $" {DisplayText.Escape(binding.Name)} {IrSpelling.Quoted(binding.Method)}",
        Bytecode.Operand.SourceLine line => $" {IrSpelling.Quoted(line.File)} {line.Line}{(line.Column > 0 ? $" {line.Column}" : "")}",
        _ => "",
    };

    private string Leads(int index, Instruction instruction)
    {
        int target = _program.TargetOf(index);
        return _ends.Contains(index) ? "after the last instruction"
            : target < 0 ? ""
            : instruction.Opcode == Opcode.Import ? $"module {target}"
            : $"to {Place(target)}";
    }

    private string Place(int index) => _labels.TryGetValue(index, out string? label) ? $"{index} {label}" : $"{index}";

    private void AddFunction(FunctionShape function, ProgramShape shape)
    {
        _output.Append(function.Number == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"function {function.Number}: {Title(function)}\n");
        string captured = function.Captured is null ? "" : $", closure over ({Names(function.Captured)})";
        _output.Append(CultureInfo.InvariantCulture, $"  entry {Place(function.Entry)}, parameters ({Names(function.Parameters)}){captured}\n");
        if (function.DynamicReason is { } reason)
        {
            _output.Append("  runs on a stack machine: ").Append(reason).Append('\n');
            return;
        }

        if (function.Blocks.Count == 0)
        {
            _output.Append("  never reached\n");
            return;
        }

        string ending = function.Returns ? $"leaves {function.Results}" : "never returns";
        string effect = function.IsTopLevel ? "top level" : $"takes {function.Takes} from below, {ending}";
        _output.Append("  direct: ").Append(effect).Append(function.DumpsScope ? ", keeps its frame as a table" : "").Append('\n');
        _output.Append("  index  height\n");
        foreach (var block in function.Blocks.Values)
        {
            AddBlock(block, shape);
        }

        foreach (var (index, targets) in function.ValueCalls.OrderBy(call => call.Key))
        {
            string reached = targets.Length == 0 ? "no function" : string.Join(", ", targets.Select(target => $"{target.Number} {Title(target)}"));
            _output.Append(CultureInfo.InvariantCulture, $"  call of a value at {index} reaches {reached}\n");
        }
    }

    private void AddBlock(BlockShape block, ProgramShape shape)
    {
        _output.Append("  block ").Append(Place(block.Leader)).Append(Handlers(block.Handler)).Append('\n');
        int height = block.Height;
        for (int index = block.Leader; index < block.Leader + block.Length; index++)
        {
            AddHeightRow(index, height);
            height += StackChange.Of(index, block.Function, shape);
        }
    }

    private string Title(FunctionShape function) =>
        function.IsTopLevel ? $"top level of {DisplayText.Escape(_program.Modules[function.Module].Path)}"
        : _labels.GetValueOrDefault(function.Entry) ?? $"code at {function.Entry}";

    private static string Names(string[] names) => DisplayText.Escape(string.Join(", ", names));

    private static string Handlers(HandlerRecord? handler)
    {
        var text = new StringBuilder();
        for (; handler is not null; handler = handler.Outer)
        {
            text.Append(text.Length == 0 ? ", errors go to " : ", then ");
            text.Append(CultureInfo.InvariantCulture, $"{handler.Target} at height {handler.Height}");
            if (handler.Variable is { } variable)
            {
                text.Append(" into ").Append(DisplayText.Escape(variable));
            }
        }

        return text.ToString();
    }

    private void AddStackMachineCode(bool[] isStackMachineCode)
    {
        int previous = -1;
        for (int index = 0; index < isStackMachineCode.Length; index++)
        {
            if (!isStackMachineCode[index])
            {
                continue;
            }

            if (previous < 0)
            {
                _output.Append("\nmay run on a stack machine:\n  index  height\n");
            }
            else if (previous < index - 1)
            {
                _output.Append("      ...\n");
            }

            AddHeightRow(index, height: null);
            previous = index;
        }
    }

    /// <summary>What no way through the program comes to, the ends of modules aside, which nobody wrote.</summary>
    private void AddUnreachedCode()
    {
        foreach (int end in _ends)
        {
            _shown[end] ??= "";
        }

        var ranges = new List<string>();
        for (int start = Array.IndexOf(_shown, null); start >= 0;)
        {
            int end = Array.FindIndex(_shown, start, shown => shown is not null);
            ranges.Add(end == start + 1 ? $"{start}" : $"{start}..{end - 1}");
            start = Array.IndexOf(_shown, null, end);
        }

        if (ranges.Count > 0)
        {
            _output.Append("\nnever reached: ").Append(string.Join(", ", ranges)).Append('\n');
        }
    }
}
