using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>Finds types for a whole program: each function once for every combination of kinds it is called with.</summary>
/// <remarks>
/// A direct call analyses, and later calls, the version of its callee for exactly the kinds of its arguments; calls of
/// function values of one known prototype count as direct. A function value that escapes is called with anything, so
/// its function has a general version too. Versions of one function are bounded; beyond that calls share the general
/// one. Versions wait for each other's results in a common fixpoint.
/// </remarks>
internal sealed class ProgramFlow : ICallFacts
{
    private const int MostVersions = 6;

    /// <summary>Functions longer than this are worth fewer copies.</summary>
    private const int LargeFunction = 400;
    private const int MostVersionsOfLarge = 2;

    private readonly Dictionary<VersionKey, FunctionFlow> _versions = [];
    private readonly Dictionary<FunctionFlow, HashSet<(FunctionFlow Caller, int Block)>> _callers = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<FunctionFlow> _pending = new();
    private readonly int[] _versionCounts;
    private readonly TypeFact[]?[] _captured;
    private readonly HashSet<(FunctionFlow, int)>?[] _capturedReaders;
    private readonly Dictionary<int, FunctionFlow> _roots = [];

    /// <summary>Whether anything depends on which integers are counters; otherwise no versions are made for that.</summary>
    private readonly bool _usesCounters;

    private ProgramFlow(IrModule module)
    {
        Module = module;
        _usesCounters = module.Functions.Any(function => function.Blocks.Any(block => block.Instructions.Any(OperationTyping.LooksForCounters)));
        _versionCounts = new int[module.Functions.Length];
        _captured = new TypeFact[]?[module.Prototypes.Length];
        _capturedReaders = new HashSet<(FunctionFlow, int)>?[module.Prototypes.Length];
    }

    /// <summary>The program.</summary>
    public IrModule Module { get; }

    /// <summary>Analyses a program.</summary>
    /// <param name="module">The program, its variables promoted to registers.</param>
    public static ProgramFlow Run(IrModule module)
    {
        var program = new ProgramFlow(module);
        foreach (var function in module.Functions)
        {
            if (function.Kind != IrFunctionKind.Direct)
            {
                program._roots.Add(function.Number, program.General(function.Number));
                program.EscapeFromSegment(function);
            }
        }

        while (program._pending.TryDequeue(out var flow))
        {
            flow.Run();
        }

        return program;
    }

    /// <summary>The analysis of a function that takes anything: a top level, a segment, or what function values call.</summary>
    /// <param name="function">Its number.</param>
    public FunctionFlow General(int function) =>
        VersionFor(function, [.. Module.Functions[function].Parameters.Select(parameter => TypeFact.Of(parameter.Type))], isGeneral: true);

    /// <summary>The version a direct call calls; null while no value reaches one of its arguments.</summary>
    /// <param name="callee">Number of the function.</param>
    /// <param name="arguments">What is known of the arguments.</param>
    public FunctionFlow? Callee(int callee, ReadOnlySpan<TypeFact> arguments)
    {
        var kinds = ImmutableArray.CreateBuilder<TypeFact>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Kind == FactKind.None)
            {
                return null;
            }

            kinds.Add(argument.Type == IrType.Any ? TypeFact.Any : _usesCounters ? argument.WithoutConstant() : argument.WithoutRange());
        }

        return VersionFor(callee, kinds.MoveToImmutable(), isGeneral: false);
    }

    /// <summary>The prototype a call of a function value surely calls, with a matching number of arguments and results; null otherwise.</summary>
    /// <param name="function">What is known of the value.</param>
    /// <param name="arguments">Number of arguments.</param>
    /// <param name="results">Number of results expected.</param>
    /// <param name="form">What the call checks.</param>
    public IrPrototype? KnownPrototype(TypeFact function, int arguments, int results, ProcedureForm form)
    {
        if (function.Kind != FactKind.Function || function.Prototype < 0 || form == ProcedureForm.Apply)
        {
            return null;
        }

        var prototype = Module.Prototypes[function.Prototype];
        int captured = prototype.Captured?.Length ?? 0;
        return prototype.Function >= 0
            && (form == ProcedureForm.Known || prototype is { IsVariadic: false, LeavesOne: true })
            && prototype.Parameters.Length == arguments
            && Module.Functions[prototype.Function] is var callee
            && callee.Parameters.Length == captured + arguments
            && callee.Results == results
            ? prototype
            : null;
    }

    /// <summary>What is known of the captured values of closures of a prototype.</summary>
    /// <param name="prototype">Number of the prototype.</param>
    public ReadOnlySpan<TypeFact> CapturedBy(int prototype) => _captured[prototype];

    /// <inheritdoc/>
    public CallFact Call(FunctionFlow caller, int block, int callee, TypeFact[] arguments)
    {
        if (Callee(callee, arguments) is not { } version)
        {
            return default;
        }

        _callers[version].Add((caller, block));
        return new CallFact(version.Result, version.Returns);
    }

    /// <inheritdoc/>
    public CallFact CallValue(FunctionFlow caller, int block, int results, ProcedureForm form, TypeFact function, TypeFact[] arguments)
    {
        if (function.Kind == FactKind.None)
        {
            return default;
        }

        if (KnownPrototype(function, arguments.Length, results, form) is not { } prototype)
        {
            return CallFact.Unknown;
        }

        (_capturedReaders[function.Prototype] ??= []).Add((caller, block));
        return Call(caller, block, prototype.Function, [.. CapturedBy(function.Prototype), .. arguments]);
    }

    /// <inheritdoc/>
    public void Make(int prototype, TypeFact[] captured)
    {
        if (_captured[prototype] is not { } known)
        {
            _captured[prototype] = known = new TypeFact[captured.Length];
            int function = Module.Prototypes[prototype].Function;
            if (function >= 0)
            {
                General(function);
            }
        }

        bool changed = false;
        for (int i = 0; i < captured.Length; i++)
        {
            var joined = known[i].Join(captured[i].WithoutConstant());
            changed |= !joined.Equals(known[i]);
            known[i] = joined;
        }

        if (changed)
        {
            Revisit(_capturedReaders[prototype]);
        }
    }

    /// <inheritdoc/>
    public TypeFact Captured(FunctionFlow caller, int block, TypeFact function, int number)
    {
        if (function.Prototype < 0)
        {
            return function.Kind == FactKind.None ? TypeFact.None : TypeFact.Any;
        }

        (_capturedReaders[function.Prototype] ??= []).Add((caller, block));
        return _captured[function.Prototype] is { } known ? known[number] : TypeFact.None;
    }

    /// <inheritdoc/>
    public void ResultChanged(FunctionFlow function) => Revisit(_callers[function]);

    private void Revisit(IEnumerable<(FunctionFlow Flow, int Block)>? readers)
    {
        foreach (var (flow, block) in readers ?? [])
        {
            bool wasPending = flow.IsPending;
            flow.Revisit(block);
            if (!wasPending && flow.IsPending)
            {
                _pending.Enqueue(flow);
            }
        }
    }

    private FunctionFlow VersionFor(int function, ImmutableArray<TypeFact> parameters, bool isGeneral)
    {
        var key = new VersionKey(function, parameters);
        if (_versions.TryGetValue(key, out var known))
        {
            return known;
        }

        int most = Module.Functions[function].RegisterCount > LargeFunction ? MostVersionsOfLarge : MostVersions;
        if (!isGeneral && _versionCounts[function] >= most)
        {
            return General(function);
        }

        _versionCounts[function]++;
        var version = new FunctionFlow(Module.Functions[function], parameters, this, followsConstants: false);
        _versions.Add(key, version);
        _callers.Add(version, []);
        _pending.Enqueue(version);
        return version;
    }

    /// <summary>Function values a stack machine makes capture anything.</summary>
    private void EscapeFromSegment(IrFunction function)
    {
        foreach (var call in function.Blocks.SelectMany(block => block.Instructions).OfType<IrInstruction.CallOperation>())
        {
            int immediate = 0;
            foreach (var type in call.Operation.ParameterTypes.Where(type => !call.Operation.IsRegister(type)))
            {
                object value = call.Immediates[immediate++];
                if (type == typeof(FunctionPrototype))
                {
                    int number = (int)value;
                    Make(number, [.. Enumerable.Repeat(TypeFact.Any, Module.Prototypes[number].Captured?.Length ?? 0)]);
                }
            }
        }
    }

    /// <summary>A function and the kinds of its arguments.</summary>
    private readonly struct VersionKey : IEquatable<VersionKey>
    {
        private readonly int _function;
        private readonly ImmutableArray<TypeFact> _parameters;

        public VersionKey(int function, ImmutableArray<TypeFact> parameters) => (_function, _parameters) = (function, parameters);

        public bool Equals(VersionKey other) => _function == other._function && _parameters.AsSpan().SequenceEqual(other._parameters.AsSpan());

        public override bool Equals(object? obj) => obj is VersionKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(_function);
            foreach (var parameter in _parameters)
            {
                hash.Add(parameter);
            }

            return hash.ToHashCode();
        }
    }
}
