using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Checks that a program has the form every later stage relies on.</summary>
/// <remarks>
/// The text parser cannot produce most of what is refused here; a binary file can hold anything. Nothing the language
/// allows is refused: wild addresses, unbalanced stacks and handlers that cross functions are legal and mean what the
/// specification says.
/// </remarks>
internal sealed class Verifier
{
    /// <summary>Instructions in all modules together.</summary>
    private const int MaximumInstructions = 1 << 24;

    /// <summary>Parameters of one call.</summary>
    private const int MaximumParameters = 65_535;

    private readonly BytecodeModule _module;
    private readonly NativeTable _natives;
    private readonly DiagnosticBag _findings;

    private Verifier(BytecodeModule module, NativeTable natives, DiagnosticBag findings)
    {
        _module = module;
        _natives = natives;
        _findings = findings;
    }

    /// <summary>Vouches for a program, or says why not.</summary>
    /// <param name="program">The program.</param>
    /// <param name="diagnostics">
    /// Receives what is wrong with the main program. An imported module with a fault is only a warning: the program is
    /// accepted with the module replaced by the error its IMPORT raises.
    /// </param>
    /// <param name="maximumInstructions">The largest program accepted.</param>
    public static VerifiedProgram? Verify(BytecodeProgram program, DiagnosticBag diagnostics, int maximumInstructions = MaximumInstructions)
    {
        if (program.Instructions.Length > maximumInstructions)
        {
            diagnostics.Report(
                DiagnosticDescriptors.TooManyInstructions, program.Modules[0].Path, null, program.Instructions.Length, maximumInstructions);
            return null;
        }

        var modules = new List<(string Path, BytecodeModule? Module, string? LoadError)>(program.Modules.Length);
        bool replaced = false;
        foreach (var linked in program.Modules)
        {
            var findings = modules.Count == 0 ? diagnostics : new DiagnosticBag();
            int before = findings.All.Count;
            if (linked.Module is null || new Verifier(linked.Module, program.Natives, findings).IsWellFormed())
            {
                modules.Add((linked.Path, linked.Module, linked.LoadError));
                continue;
            }

            if (modules.Count == 0)
            {
                return null;
            }

            string reason = findings.All[before].Message;
            modules.Add((linked.Path, Module: null, ErrorText.FileError(linked.Path, reason)));
            ReportAtImport(program, modules.Count - 1, reason, diagnostics);
            replaced = true;
        }

        return new VerifiedProgram(replaced ? program.With(modules) : program);
    }

    private static void ReportAtImport(BytecodeProgram program, int module, string reason, DiagnosticBag diagnostics)
    {
        string path = program.Modules[module].Path;
        for (int index = 0; index < program.Instructions.Length; index++)
        {
            if (program.Instructions[index].Opcode == Opcode.Import && program.TargetOf(index) == module)
            {
                var importer = program.Modules[program.ModuleOf(index)];
                int line = program.Instructions[index].Line;
                diagnostics.ReportAtLine(
                    DiagnosticDescriptors.ModuleNotValid, importer.Path, importer.Module?.Source, line, null, path, reason);
                return;
            }
        }
    }

    private bool IsWellFormed()
    {
        bool isWellFormed = true;
        for (int address = 0; address < _module.Instructions.Length; address++)
        {
            isWellFormed &= IsWellFormed(address);
        }

        foreach (var label in _module.Labels)
        {
            if (label.Address < 0 || label.Address > _module.Instructions.Length)
            {
                _findings.Report(DiagnosticDescriptors.LabelOutsideModule, _module.Path, null, label.Name, label.Address);
                isWellFormed = false;
            }
        }

        return isWellFormed;
    }

    private bool IsWellFormed(int address)
    {
        var instruction = _module.Instructions[address];
        var row = instruction.Info;
        if (!Fits(instruction.Operand, row.Shape))
        {
            return Refuse(DiagnosticDescriptors.OperandDoesNotFit, address, address, row.Mnemonic);
        }

        return instruction switch
        {
            { Opcode: Opcode.TryBlock } => LeadsTo(Opcode.CatchBlock, instruction.Operand, address)
                || Refuse(DiagnosticDescriptors.TryBlockWithoutCatch, address, address),
            { Opcode: Opcode.CatchBlock } => LeadsTo(Opcode.EndTryBlock, instruction.Operand, address)
                || Refuse(DiagnosticDescriptors.CatchBlockWithoutEndTry, address, address),
            { Operand: Operand.Call { Names.Length: > MaximumParameters and var count } } =>
                Refuse(DiagnosticDescriptors.TooManyParameters, address, address, row.Mnemonic, count, MaximumParameters),
            { Opcode: Opcode.PushDatum, Operand: Operand.Text datum } => DatumReader.TryParse(datum.Value, out _, out var problem)
                || Refuse(DiagnosticDescriptors.InvalidDatum, address, address, problem!.Message),
            { Operand: Operand.Native native } => NativeBindings.Of(_module).Find(native, _natives) is not null || RefuseNative(native, address),
            { Operand: Operand.Extern binding } => _natives.FindExtern(binding.Name, binding.Method, out string? problem).Count > 0
                || Refuse(DiagnosticDescriptors.InvalidExtern, address, DisplayText.Shorten(binding.Method), problem!),
            _ => true,
        };
    }

    private bool RefuseNative(Operand.Native native, int address)
    {
        if (NativeBindings.Of(_module).Names.Contains(native.Name) && NativeBindings.Of(_module).WithName(native.Name, _natives).Count == 0)
        {
            // Its EXTERN has been refused.
            return false;
        }

        string name = DisplayText.Shorten(native.Name);
        var others = NativeBindings.Of(_module).WithName(native.Name, _natives);
        if (others.Count == 0)
        {
            string? nearest = SpellingSuggestion.NearestFunction(native.Name, [.. NativeBindings.Of(_module).Names, .. _natives.All.Select(function => function.Name)]);
            return Refuse(DiagnosticDescriptors.UnknownNative, address, name, nearest is null ? "" : $"; did you mean '{nearest}'?");
        }

        string taken = string.Join(" or ", others.Select(function => function.Parameters.Length).Order());
        return Refuse(DiagnosticDescriptors.WrongNativeCount, address, name, taken == "1" ? "1 value" : taken + " values", native.Count);
    }

    private static bool Fits(Operand operand, OperandShape shape) => shape switch
    {
        OperandShape.None => operand is Operand.None,
        OperandShape.Integer => operand is Operand.Integer,
        OperandShape.Float => operand is Operand.Float,
        OperandShape.Bool => operand is Operand.Bool,
        OperandShape.RawText or OperandShape.EscapedText or OperandShape.Name or OperandShape.QuotedName or OperandShape.Path =>
            operand is Operand.Text,
        OperandShape.Count or OperandShape.Pid => operand is Operand.Number,
        OperandShape.Address or OperandShape.Label => operand is Operand.Target,
        OperandShape.Call => operand is Operand.Call { Names.IsDefault: false },
        // TRY leads to its CATCH, which is checked by itself; END_TRY leads nowhere.
        OperandShape.Block => operand is Operand.Target or Operand.None,
        OperandShape.CatchBlock => operand is Operand.Catch,
        OperandShape.SourceLine => operand is Operand.SourceLine,
        OperandShape.Native => operand is Operand.Native,
        OperandShape.Extern => operand is Operand.Extern,
        OperandShape.Patterns => operand is Operand.Text text && ArePatterns(text.Value),
        OperandShape.AddressPatterns => operand is Operand.TimedPatterns timed && ArePatterns(timed.Patterns),
    };

    private static bool ArePatterns(string text) => PatternSet.TryParse(text, out _) is not null;

    /// <summary>Blocks only lead forward, inside their module, and to the instruction that continues them.</summary>
    private bool LeadsTo(Opcode opcode, Operand operand, int address)
    {
        ulong target = operand switch
        {
            Operand.Target block => block.Address,
            Operand.Catch handler => handler.End,
            _ => ulong.MaxValue,
        };
        return target > (ulong)address && target < (ulong)_module.Instructions.Length && _module.Instructions[(int)target].Opcode == opcode;
    }

    private bool Refuse(DiagnosticDescriptor descriptor, int address, params ReadOnlySpan<object> arguments)
    {
        _findings.ReportAtLine(descriptor, _module.Path, _module.Source, _module.Instructions[address].Line, null, arguments);
        return false;
    }
}
