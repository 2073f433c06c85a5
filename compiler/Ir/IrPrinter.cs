using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Writes the IR as text that <see cref="IrReader"/> reads back to the same.</summary>
/// <remarks>
/// A register shows its type where it is defined, unless that is <c>any</c>; a use shows one only when it disagrees with
/// the definition above it, which a verified function never does. A bytecode index stands at the end of a line, after
/// <c>@</c>, where it differs from the line before in the same block.
/// </remarks>
internal sealed partial class IrPrinter
{
    private const int AddressColumn = 56;

    private readonly StringBuilder _output = new();
    private readonly Dictionary<int, IrType> _types = [];
    private int _highestRegister = -1;
    private int? _address;

    private IrPrinter()
    {
    }

    /// <summary>Writes a program.</summary>
    /// <param name="module">The program.</param>
    public static string Print(IrModule module)
    {
        var printer = new IrPrinter();
        printer.PrintTables(module);
        foreach (var function in module.Functions)
        {
            printer._output.Append('\n');
            printer.PrintFunction(function);
        }

        return printer._output.ToString();
    }

    /// <summary>Writes a function.</summary>
    /// <param name="function">The function.</param>
    public static string Print(IrFunction function)
    {
        var printer = new IrPrinter();
        printer.PrintFunction(function);
        return printer._output.ToString();
    }

    /// <summary>The word for a type.</summary>
    /// <param name="type">The type.</param>
    public static string Type(IrType type) => type switch
    {
        IrType.Any => "any",
        IrType.Int => "int",
        IrType.Float => "float",
        IrType.Bool => "bool",
        IrType.Index => "index",
        IrType.Scope => "scope",
        IrType.Text => "text",
        IrType.List => "list",
        IrType.Object => "object",
        IrType.Function => "function",
        IrType.IntArray => "int_array",
        IrType.FloatArray => "float_array",
    };

    private void PrintTables(IrModule module)
    {
        Line($"segment_length {module.SegmentLength}");
        if (module.UsesProcesses)
        {
            Line("uses_processes");
        }

        if (module.Globals > 0)
        {
            Line($"globals {module.Globals}");
        }

        for (int i = 0; i < module.Modules.Length; i++)
        {
            var source = module.Modules[i];
            string end = source.LoadError is null ? "" : $" fails {IrSpelling.Quoted(source.LoadError)}";
            string started = source.Names.IsEmpty ? "" : $" started_as {Names([.. source.Names])}";
            Line($"module m{i} {IrSpelling.Quoted(source.Path)} @{source.Start} length {source.Length}{Runs(source.TopLevel)}{end}{started}");
        }

        foreach (var export in module.Exports)
        {
            Line($"export {IrSpelling.Name(export.Name)}{(export.Parameters is null ? "" : Names(export.Parameters))}");
        }

        for (int i = 0; i < module.Prototypes.Length; i++)
        {
            var prototype = module.Prototypes[i];
            string captures = prototype.Captured is null ? "" : $" captures {Names(prototype.Captured)}";
            Line($"prototype p{i} {Names(prototype.Parameters)}{captures} @{prototype.Target} address {prototype.Address} in m{prototype.Module}"
                + Runs(prototype.Function) + (prototype.LeavesOne ? " leaves_one" : "") + (prototype.IsVariadic ? " variadic" : ""));
        }
    }

    private static string Runs(int function) => function < 0 ? "" : $" runs f{function}";

    private static string Names(string[] names) => $"({string.Join(", ", names.Select(IrSpelling.Name))})";

    private void PrintFunction(IrFunction function)
    {
        _types.Clear();
        _highestRegister = -1;
        string kind = function.Kind switch
        {
            IrFunctionKind.Direct => "func",
            IrFunctionKind.TopLevel => "top_level",
            IrFunctionKind.StackMachineSegment => "segment",
        };
        string type = function.ResultType == IrType.Any ? "" : $" {Type(function.ResultType)}";
        string results = function.Kind == IrFunctionKind.Direct || function.Results != 0 ? $" -> {function.Results}{type}" : "";
        string parameters = string.Join(", ", function.Parameters.Select(Declaration));
        string header = $"{kind} f{function.Number} {IrSpelling.Name(function.Name)}({parameters}){results} @{function.Entry}";
        int start = _output.Length;
        PrintVariables(function);
        PrintSites(function);
        foreach (var block in function.Blocks)
        {
            PrintBlock(block);
        }

        // Only when the body is written is it known whether the count says anything the registers do not.
        string quiet = function.NeverRaises ? " never_raises" : "";
        string count = function.RegisterCount == _highestRegister + 1 ? "" : $" registers {function.RegisterCount}";
        _output.Insert(start, $"{header}{quiet}{count} {{\n");
        Line("}");
    }

    private void PrintVariables(IrFunction function)
    {
        var others = function.Variables.Skip(function.Parameters.Length).Select(Declaration).ToArray();
        if (others.Length > 0)
        {
            Line($"  var {string.Join(", ", others)}");
        }
    }

    private void PrintSites(IrFunction function)
    {
        for (int i = 0; i < function.Sites.Length; i++)
        {
            string outer = function.Sites[i].Site == 0 ? "" : $" in s{function.Sites[i].Site}";
            Line($"  site s{i + 1} @{function.Sites[i].Address}{outer}");
        }
    }

    private void PrintBlock(BasicBlock block)
    {
        string parameters = block.Parameters.IsEmpty ? "" : $"({string.Join(", ", block.Parameters.Select(Define))})";
        string handler = block.Handler is { } number ? $" handler b{number}" : "";
        string leader = block.Leader >= 0 ? $" leader {block.Leader}" : "";
        Line($"  b{block.Number}{parameters}{handler}{leader}:");
        _address = null;
        foreach (var instruction in block.Instructions)
        {
            PrintStep(Instruction(instruction) + (instruction.Site == 0 ? "" : $" in s{instruction.Site}"), instruction.Address);
        }

        PrintStep(EndOf(block.Terminator), block.Terminator.Address);
    }

    private void PrintStep(string text, int address)
    {
        int start = _output.Length;
        _output.Append("    ").Append(text);
        if (address != _address)
        {
            _output.Append(' ', Math.Max(1, AddressColumn - (_output.Length - start))).Append(CultureInfo.InvariantCulture, $"@{address}");
            _address = address;
        }

        _output.Append('\n');
    }

    private static string Declaration(IrVariable variable) =>
        variable.Type == IrType.Any ? Variable(variable) : $"{Variable(variable)}: {Type(variable.Type)}";

    private static string Variable(IrVariable variable) => (variable.IsNamed ? "" : "%") + IrSpelling.Name(variable.Name);

    private string Define(Register register)
    {
        _highestRegister = Math.Max(_highestRegister, register.Number);
        _types[register.Number] = register.Type;
        return register.Type == IrType.Any ? register.ToString() : $"{register}: {Type(register.Type)}";
    }

    private string Use(Register register)
    {
        _highestRegister = Math.Max(_highestRegister, register.Number);
        return register.Type == _types.GetValueOrDefault(register.Number) ? register.ToString() : $"{register}: {Type(register.Type)}";
    }

    private string Uses(ImmutableArray<Register> registers) => string.Join(", ", registers.Select(Use));

    private void Line(string text) => _output.Append(text).Append('\n');
}
