using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Turns a program of the core language into a module.</summary>
internal sealed class CodeGenerator
{
    /// <summary>Instructions of the top level in one function: more would be left to the slower stack machine.</summary>
    private const int LongTopLevel = 1500;

    private readonly ProgramFacts _facts;
    private readonly CodeBuffer _code;
    private readonly LabelNames _names = new();
    private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<ProcedureBody, FunctionCode> _functions = [];
    private readonly Queue<(FunctionCode Function, bool IsClosureOnly)> _pending = new();

    private CodeGenerator(ProgramFacts facts, NativeTable natives, SourceText? source)
    {
        (_facts, Natives) = (facts, natives);
        _code = new CodeBuffer(source);
    }

    /// <summary>The runtime functions.</summary>
    public NativeTable Natives { get; }

    /// <summary>What is known of the program.</summary>
    public ProgramFacts Facts => _facts;

    /// <summary>The code so far.</summary>
    public CodeBuffer Code => _code;

    /// <summary>Compiles a program.</summary>
    /// <param name="path">The path of the module.</param>
    /// <param name="source">The text of the program itself; null for none.</param>
    /// <param name="program">The program.</param>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The module; null when an expression is nested too deeply.</returns>
    public static BytecodeModule? Run(string path, SourceText? source, LispProgram program, NativeTable natives, DiagnosticBag diagnostics)
    {
        try
        {
            var generator = new CodeGenerator(ProgramAnalysis.Run(program, natives), natives, source);
            if (program.LastValueIsResult)
            {
                generator.AddUnit();
            }
            else
            {
                generator.AddTopLevel();
            }

            generator.AddFunctions();
            return generator._code.ToModule(path, generator._names) with { LeftOut = LeftOutLines.Of(generator._facts.LeftOut) };
        }
        catch (NestedTooDeeplyException)
        {
            diagnostics.Report(DiagnosticDescriptors.LispCodeTooDeep, path, null);
            return null;
        }
    }

    /// <summary>The function of a body; its code is added sooner or later.</summary>
    /// <param name="body">The body.</param>
    public FunctionCode FunctionOf(ProcedureBody body)
    {
        if (!_functions.TryGetValue(body, out var function))
        {
            function = new FunctionCode(body, _names.Make(body.Procedure!.Name), _facts);
            _functions.Add(body, function);
            _pending.Enqueue((function, false));
        }

        return function;
    }

    /// <summary>Where the closure begins that passes on what it captured to a function.</summary>
    /// <param name="function">The function.</param>
    public JumpLabel ClosureOf(FunctionCode function)
    {
        if (function.ClosureLabel is null)
        {
            function.ClosureLabel = new JumpLabel(_names.Make(function.Body.Procedure!.Name));
            _pending.Enqueue((function, true));
        }

        return function.ClosureLabel;
    }

    /// <summary>A name for a label, like the wanted one.</summary>
    /// <param name="wanted">The name.</param>
    public string MakeLabelName(string wanted) => _names.Make(wanted);

    /// <summary>The name by which the module calls a method of .NET.</summary>
    /// <param name="method">The method, as EXTERN has it.</param>
    /// <param name="isNew">Whether nothing has asked for it before: the module has no EXTERN for it yet.</param>
    public string NameMethod(string method, out bool isNew)
    {
        isNew = !_methods.TryGetValue(method, out string? name);
        if (isNew)
        {
            _methods.Add(method, name = $"method{_methods.Count + 1}");
        }

        return name!;
    }

    private void AddTopLevel()
    {
        int start = 0;
        foreach (var form in _facts.Forms)
        {
            if (_code.Length - start > LongTopLevel)
            {
                start = GoOnInFunction(isFirst: start == 0);
            }

            new FunctionEmitter(this, form, function: null).EmitForm(Destination.Drop);
        }

        _code.Add(start == 0 ? Opcode.Halt : Opcode.Ret);
    }

    /// <summary>Ends a piece of the top level with a call of the next one.</summary>
    private int GoOnInFunction(bool isFirst)
    {
        var next = new JumpLabel(_names.Make("top-level"));
        _code.Name(isFirst ? Opcode.Call : Opcode.TailCall, next, []);
        if (isFirst)
        {
            _code.Add(Opcode.Halt);
        }

        _code.Place(next, isEntry: true);
        return _code.Length;
    }

    /// <summary>A unit of EVAL exports a procedure without parameters.</summary>
    private void AddUnit()
    {
        var unit = new JumpLabel(_names.Make("eval"));
        _code.Name(Opcode.MakeFunction, unit, []);
        _code.Add(Opcode.Store, new Operand.Text(ResultName));
        _code.Add(Opcode.Export, new Operand.Text(ResultName));
        _code.Add(Opcode.Halt);
        _code.Place(unit, isEntry: true);
        int start = _code.Length;
        for (int i = 0; i < _facts.Forms.Count; i++)
        {
            if (_code.Length - start > LongTopLevel)
            {
                start = GoOnInFunction(isFirst: false);
            }

            bool isLast = i == _facts.Forms.Count - 1;
            new FunctionEmitter(this, _facts.Forms[i], function: null).EmitForm(isLast ? Destination.Return : Destination.Drop);
        }

        if (_facts.Forms.Count == 0)
        {
            _code.Add(Opcode.Unspecified);
            _code.Add(Opcode.Ret);
        }
    }

    /// <summary>The name under which a unit of EVAL exports its procedure.</summary>
    public const string ResultName = "result";

    private void AddFunctions()
    {
        while (_pending.TryDequeue(out var next))
        {
            if (next.IsClosureOnly)
            {
                new FunctionEmitter(this, next.Function.Body.Form, next.Function).EmitClosureEntry();
            }
            else
            {
                new FunctionEmitter(this, next.Function.Body.Form, next.Function).EmitFunction();
            }
        }
    }
}
