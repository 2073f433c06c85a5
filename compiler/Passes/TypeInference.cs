using System.Collections.Immutable;
using TinyTotIL.Compiler.Analysis;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Gives registers, parameters and results the narrowest types they can be proved to have.</summary>
/// <remarks>
/// <code>
/// func f1 double(x) -> 1                         func f1 double(x: int) -> 1 int
///   r0 = get x                                     r0: int = get x
///   r1 = call_operation Arithmetic.Add(r0, r0)     r1: int = add_int r0, r0
///   return r1                                      return r1
/// </code>
/// The types come from <see cref="ProgramFlow"/>. A function called with different kinds of arguments becomes several,
/// one for each, and one for any values where function values of it are made. Operations on known kinds become
/// primitives on unboxed registers; a call of a function value that can only be one function becomes a direct call. What
/// cannot run at all, because a call before it never returns, is left out.
/// </remarks>
internal sealed class TypeInference
{
    private readonly ProgramFlow _program;
    private readonly Dictionary<FunctionFlow, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<FunctionFlow> _versions = [];
    private readonly List<(FunctionFlow Caller, FunctionFlow Callee)> _tailCalls = [];
    private readonly HashSet<int> _madePrototypes = [];
    private readonly Dictionary<FunctionFlow, IrType> _results = new(ReferenceEqualityComparer.Instance);

    private TypeInference(ProgramFlow program) => _program = program;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new(
        "type-inference",
        "Finds the types of registers, parameters and results, and makes a version of a function for each combination of argument types.",
        1,
        Run);

    /// <summary>Types a program.</summary>
    /// <param name="module">The program.</param>
    public static IrModule Run(IrModule module) => new TypeInference(ProgramFlow.Run(module)).Rewrite();

    /// <summary>The number of a version in the rewritten program.</summary>
    /// <param name="version">The version.</param>
    public int NumberOf(FunctionFlow version) => _numbers[version];

    /// <summary>The type in which a version returns its topmost result.</summary>
    /// <param name="version">The version.</param>
    public IrType ResultOf(FunctionFlow version) => _results[version];

    /// <summary>The type of a version's variable, parameters included.</summary>
    /// <param name="version">The version.</param>
    /// <param name="variable">The variable.</param>
    public static IrType TypeOf(FunctionFlow version, IrVariable variable)
    {
        var type = version[variable].Type;
        return IrTypes.IsNarrow(type) ? type : variable.Type;
    }

    private IrModule Rewrite()
    {
        var module = _program.Module;
        foreach (var function in module.Functions.Where(function => function.Kind != IrFunctionKind.Direct))
        {
            Add(_program.General(function.Number));
        }

        for (int i = 0; i < _versions.Count; i++)
        {
            FindCallees(_versions[i]);
        }

        // The order of the source is kept; of several versions of a function the first found comes first.
        var ordered = _versions.OrderBy(version => version.Function.Number).ToArray();
        for (int i = 0; i < ordered.Length; i++)
        {
            _numbers[ordered[i]] = i;
        }

        FindResults();
        var names = Names(ordered);
        var functions = ordered.Select((version, number) => new TypedFunctionBuilder(_program, this, version).Build(number, names[number]));
        return module with
        {
            Functions = [.. functions],
            Prototypes = [.. module.Prototypes.Select((prototype, number) => prototype with { Function = FunctionOf(prototype, number) })],
            Modules = [.. module.Modules.Select(source => source.TopLevel < 0 ? source : source with { TopLevel = NumberOf(_program.General(source.TopLevel)) })],
        };
    }

    /// <summary>A prototype no value is made of needs no function.</summary>
    private int FunctionOf(IrPrototype prototype, int number) =>
        prototype.Function < 0 || !_madePrototypes.Contains(number) ? -1 : NumberOf(_program.General(prototype.Function));

    private void Add(FunctionFlow version)
    {
        if (_numbers.TryAdd(version, -1))
        {
            _versions.Add(version);
        }
    }

    private void FindCallees(FunctionFlow version)
    {
        foreach (var block in version.Function.Blocks.Where(block => version.IsExecutable(block.Number)))
        {
            for (int i = 0; i < Math.Min(block.Instructions.Length, version.ExecutedIn(block.Number)); i++)
            {
                switch (block.Instructions[i])
                {
                    case IrInstruction.Call call:
                        Add(_program.Callee(call.Callee, version.FactsOf(call.Arguments)));
                        break;
                    case IrInstruction.CallValue call:
                        Add(CalleeOf(version, call.Function, call.Arguments, call.Results, call.Form));
                        break;
                    case IrInstruction.MakeFunction make:
                        Made(make.Prototype);
                        break;
                    case IrInstruction.CallOperation call when version.Function.Kind == IrFunctionKind.StackMachineSegment:
                        foreach (int prototype in PrototypesIn(call))
                        {
                            Made(prototype);
                        }

                        break;
                }
            }

            var callee = !version.ReachesEnd(block) ? null : block.Terminator switch
            {
                Terminator.TailCall call => _program.Callee(call.Callee, version.FactsOf(call.Arguments)),
                Terminator.TailCallValue call => CalleeOf(version, call.Function, call.Arguments, call.Results, call.Form),
                _ => null,
            };
            Add(callee);
            if (callee is not null)
            {
                _tailCalls.Add((version, callee));
            }
        }

        void Add(FunctionFlow? callee)
        {
            if (callee is not null)
            {
                this.Add(callee);
            }
        }
    }

    private void Made(int prototype)
    {
        _madePrototypes.Add(prototype);
        if (_program.Module.Prototypes[prototype].Function is >= 0 and var function)
        {
            Add(_program.General(function));
        }
    }

    private static IEnumerable<int> PrototypesIn(IrInstruction.CallOperation call) =>
        call.Operation.ParameterTypes.Where(type => !call.Operation.IsRegister(type))
            .Zip(call.Immediates)
            .Where(pair => pair.First == typeof(Runtime.Values.FunctionPrototype))
            .Select(pair => (int)pair.Second);

    /// <summary>The version a call of a function value calls when it can only be one function.</summary>
    /// <param name="caller">The calling version.</param>
    /// <param name="function">Register of the value.</param>
    /// <param name="arguments">Registers of the arguments.</param>
    /// <param name="results">Number of results expected.</param>
    /// <param name="form">What the call checks.</param>
    public FunctionFlow? CalleeOf(FunctionFlow caller, Register function, ImmutableArray<Register> arguments, int results, ProcedureForm form)
    {
        var fact = caller[function];
        return _program.KnownPrototype(fact, arguments.Length, results, form) is { } prototype
            ? _program.Callee(prototype.Function, [.. _program.CapturedBy(fact.Prototype), .. caller.FactsOf(arguments)])
            : null;
    }

    /// <summary>A tail call needs the same type on both sides, so functions tied by one agree on what fits all of them.</summary>
    private void FindResults()
    {
        foreach (var version in _versions)
        {
            bool isGeneral = version.Function.Results == 0 || version.Function.Blocks.Any(block =>
                block.Terminator is Terminator.TailCallValue call
                && version.ReachesEnd(block)
                && CalleeOf(version, call.Function, call.Arguments, call.Results, call.Form) is null);
            _results[version] = isGeneral ? IrType.Any : version.Result.Type;
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (var (caller, callee) in _tailCalls)
            {
                if (_results[caller] != _results[callee])
                {
                    _results[caller] = _results[callee] = IrType.Any;
                    changed = true;
                }
            }
        }
    }

    /// <summary>Versions of one function are told apart by the types of their parameters.</summary>
    private static string[] Names(FunctionFlow[] versions)
    {
        var taken = new HashSet<string>(versions.Select(version => version.Function.Name));
        var seen = new HashSet<int>();
        var names = new string[versions.Length];
        for (int i = 0; i < versions.Length; i++)
        {
            var function = versions[i].Function;
            string name = names[i] = function.Name;
            if (seen.Add(function.Number))
            {
                continue;
            }

            string typed = names[i] = $"{name}({string.Join(", ", function.Parameters.Select(parameter => IrPrinter.Type(TypeOf(versions[i], parameter))))})";
            for (int number = 2; !taken.Add(names[i]); number++)
            {
                names[i] = $"{typed}#{number}";
            }
        }

        return names;
    }
}
