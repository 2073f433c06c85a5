using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What the emitted methods of one program refer to: runtime members, the program's own methods, its constants.</summary>
internal sealed class ProgramMembers
{
    private readonly int _firstAddress;
    private readonly AssemblyShell _shell;
    private readonly TextConstants _texts = new();
    private readonly List<string> _siteNames = [];
    private readonly List<string> _patterns = [];
    private readonly Dictionary<string, int> _patternNumbers = [];
    private readonly List<string> _data = [];
    private readonly Dictionary<string, int> _datumNumbers = [];
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, int> _symbolNumbers = [];
    private readonly Dictionary<int, CallSite> _valueCalls = [];
    private readonly Dictionary<int, MethodDefinition> _spreads = [];
    private readonly Action<MethodDefinition, Action<IIlEmitter>> _writeMethod;
    private readonly Dictionary<int, IrPrototype> _prototypes = [];
    private readonly ArgumentPassing[] _passing;

    /// <summary>Prepares the members.</summary>
    /// <param name="shell">The assembly being made.</param>
    /// <param name="module">The program.</param>
    /// <param name="firstAddress">The address of the first instruction.</param>
    /// <param name="writeMethod">Writes the body of a method.</param>
    public ProgramMembers(AssemblyShell shell, IrModule module, int firstAddress, Action<MethodDefinition, Action<IIlEmitter>> writeMethod)
    {
        (_shell, Module, _firstAddress, _writeMethod) = (shell, module, firstAddress, writeMethod);
        var runtime = shell.Runtime;
        Value = runtime.Type(typeof(Value));
        Context = runtime.Type(typeof(ProcessContext));
        Function = runtime.Type(typeof(FunctionValue));
        Prototype = runtime.Type(typeof(FunctionPrototype));
        Scope = runtime.Type(typeof(Scope));
        Forms = new ValueForms(runtime, shell.Module.TypeSystem);
        NewValue = runtime.Constructor(typeof(Value), typeof(object), typeof(long));
        Reductions = runtime.Field(typeof(ProcessContext), nameof(ProcessContext.Reductions));
        StackChecks = new StackChecks(module);
        Suspending = new SuspendingFunctions(module);
        Frames = new FrameClasses(shell, writeMethod);
        Foreign = new ForeignDoors(shell);
        Resumptions = new MethodDefinition?[module.Functions.Length];
        Methods = new MethodDefinition[module.Functions.Length];
        ValueEntries = new MethodDefinition?[module.Functions.Length];
        Companions = new MethodDefinition?[module.Functions.Length];
        foreach (var prototype in module.Prototypes.Where(prototype => prototype.Function >= 0))
        {
            _prototypes.TryAdd(prototype.Function, prototype);
        }

        Prototypes = shell.AddField("$prototypes", new ArrayType(Prototype), isConstant: true);
        Sites = shell.AddField("$sites", new ArrayType(runtime.Type(typeof(FieldSite))), isConstant: true);
        PatternSets = module.UsesProcesses ? shell.AddField("$patterns", new ArrayType(runtime.Type(typeof(PatternSet))), isConstant: true) : null;
        Data = shell.AddField("$data", new ArrayType(runtime.Type(typeof(DatumLiteral))), isConstant: true);
        Symbols = shell.AddField("$symbols", new ArrayType(runtime.Type(typeof(SymbolValue))), isConstant: true);
        Texts = shell.AddField("$texts", new ArrayType(shell.Module.TypeSystem.String), isConstant: true);
        UsesTailCalls = module.Functions.Any(function => function.Blocks.Any(block =>
            block.Terminator is Terminator.TailCall or Terminator.TailCallValue));
        _passing = ArgumentPassing.Plan(this);
    }

    /// <summary>The program.</summary>
    public IrModule Module { get; }

    /// <summary>The address by which traces know an instruction.</summary>
    /// <param name="index">Its index in the program.</param>
    public int AddressOf(int index) => _firstAddress + index;

    /// <summary>Which functions look at the native stack.</summary>
    public StackChecks StackChecks { get; }

    /// <summary>Which functions may leave the native stack and go on later.</summary>
    public SuspendingFunctions Suspending { get; }

    /// <summary>The classes of their saved frames.</summary>
    public FrameClasses Frames { get; }

    /// <summary>The ways to methods of other assemblies.</summary>
    public ForeignDoors Foreign { get; }

    /// <summary>Members of the runtime.</summary>
    public RuntimeReferences Runtime => _shell.Runtime;

    /// <summary>Types of the framework every module knows.</summary>
    public TypeSystem Types => _shell.Module.TypeSystem;

    /// <summary>The 16-byte value.</summary>
    public TypeReference Value { get; }

    /// <summary>The context that every method takes first.</summary>
    public TypeReference Context { get; }

    /// <summary>A function value.</summary>
    public TypeReference Function { get; }

    /// <summary>The constant part of a function value.</summary>
    public TypeReference Prototype { get; }

    /// <summary>A frame kept as a table.</summary>
    public TypeReference Scope { get; }

    /// <summary>The ways between a value and what it holds.</summary>
    public ValueForms Forms { get; }

    /// <summary>Makes a value of its two halves.</summary>
    public MethodReference NewValue { get; }

    /// <summary>The counter that is negative while code leaves the stack.</summary>
    public FieldReference Reductions { get; }

    /// <summary>The methods of the functions, by number.</summary>
    public MethodDefinition[] Methods { get; }

    /// <summary>The methods function values call, by number of the function; null where no value is made.</summary>
    public MethodDefinition?[] ValueEntries { get; }

    /// <summary>The methods that carry calls to a fresh stack segment, by number of the function; null where none is needed.</summary>
    public MethodDefinition?[] Companions { get; }

    /// <summary>The methods that go on from a saved frame, by number of the function; null where a function never leaves in the middle.</summary>
    public MethodDefinition?[] Resumptions { get; }

    /// <summary>The prototypes, in one array.</summary>
    public FieldReference Prototypes { get; }

    /// <summary>What the places that name a field remember, in one array.</summary>
    public FieldReference Sites { get; }

    /// <summary>The fields that these places name, by the number of the place.</summary>
    public IReadOnlyList<string> SiteNames => _siteNames;

    /// <summary>The message patterns, in one array; null in a program without processes.</summary>
    public FieldReference? PatternSets { get; }

    /// <summary>The texts of the message patterns.</summary>
    public IReadOnlyList<string> Patterns => _patterns;

    /// <summary>The literals of Lisp that are objects, in one array.</summary>
    public FieldReference Data { get; }

    /// <summary>Their texts.</summary>
    public IReadOnlyList<string> DatumTexts => _data;

    /// <summary>The symbols that are literals, in one array.</summary>
    public FieldReference Symbols { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> SymbolNames => _symbols;

    /// <summary>Texts that do not fit the assembly's string heap.</summary>
    public FieldReference Texts { get; }

    /// <summary>Whether any function makes tail calls, so that calls in between must not keep a stack frame.</summary>
    public bool UsesTailCalls { get; }

    /// <summary>Whether a function's method returns a value.</summary>
    /// <remarks>
    /// Where tail calls are made, functions without results return one too: a tail call needs the same return type on
    /// both sides.
    /// </remarks>
    /// <param name="function">The function.</param>
    public bool ReturnsValue(IrFunction function) => function.Kind == IrFunctionKind.Direct && (function.Results > 0 || UsesTailCalls);

    /// <summary>What a function's method returns when it returns a value: the topmost result.</summary>
    /// <param name="function">The function.</param>
    public static IrType ResultOf(IrFunction function) => function.Results > 0 ? function.ResultType : IrType.Any;

    /// <summary>Boxes what a call of a function has left on top of the stack; pushes null when that is nothing.</summary>
    /// <param name="il">Where.</param>
    /// <param name="function">The function.</param>
    public void BoxResult(IIlEmitter il, IrFunction function)
    {
        if (ReturnsValue(function))
        {
            Forms.BoxTop(il, ResultOf(function));
        }
        else
        {
            LoadValue(il, TinyTotIL.Runtime.Values.Value.Null);
        }
    }

    /// <summary>Whether a test for an error must follow an instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    public bool MayRaise(IrInstruction instruction) =>
        instruction.MayRaise && !(instruction is IrInstruction.Call call && Module.Functions[call.Callee].NeverRaises);

    /// <summary>The content of the resource for large texts; null when there are none.</summary>
    public byte[]? LargeTexts => _texts.Serialize();

    /// <summary>A prototype of a function, or null when no value of it is made; all of them agree in their names.</summary>
    /// <param name="function">The function.</param>
    public IrPrototype? PrototypeOf(IrFunction function) => _prototypes.GetValueOrDefault(function.Number);

    /// <summary>How parameters reach the method of a function.</summary>
    /// <param name="function">The function.</param>
    public ArgumentPassing PassingOf(IrFunction function) => _passing[function.Number];

    /// <summary>The field of the context that an argument is passed in.</summary>
    /// <param name="number">Its number.</param>
    public FieldReference PassedArgument(int number) => Runtime.Field(typeof(ProcessContext), $"PassedArgument{number}");

    /// <summary>The shape of a call through a function value.</summary>
    /// <param name="arity">Number of arguments.</param>
    public CallSite ValueCall(int arity)
    {
        if (!_valueCalls.TryGetValue(arity, out var site))
        {
            site = new CallSite(Value);
            site.Parameters.Add(new ParameterDefinition(Context));
            site.Parameters.Add(new ParameterDefinition(Function));
            for (int i = 0; i < arity; i++)
            {
                site.Parameters.Add(new ParameterDefinition(Value));
            }

            _valueCalls.Add(arity, site);
        }

        return site;
    }

    /// <summary>The IL type that holds a register or variable.</summary>
    /// <param name="type">Its IR type.</param>
    public TypeReference TypeOf(IrType type) => type switch
    {
        IrType.Any => Value,
        IrType.Int => Types.Int64,
        IrType.Float => Types.Double,
        IrType.Bool => Types.Boolean,
        IrType.Index => Types.Int32,
        IrType.Scope => Scope,
        IrType.Text => Types.Object,
        IrType.List => Runtime.Type(typeof(ListValue)),
        IrType.Object => Runtime.Type(typeof(ObjectValue)),
        IrType.Function => Function,
        IrType.IntArray => new ArrayType(Types.Int64),
        IrType.FloatArray => new ArrayType(Types.Double),
    };

    /// <summary>Pushes a text.</summary>
    /// <param name="il">Where.</param>
    /// <param name="text">The text.</param>
    public void LoadText(IIlEmitter il, string text)
    {
        if (_texts.FitsHeap(text))
        {
            il.LoadConstant(text);
            return;
        }

        il.LoadStatic(Texts);
        il.LoadConstant(_texts.NumberOf(text));
        il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Pushes a prototype.</summary>
    /// <param name="il">Where.</param>
    /// <param name="number">Its number.</param>
    public void LoadPrototype(IIlEmitter il, int number)
    {
        il.LoadStatic(Prototypes);
        il.LoadConstant(number);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Pushes the memory of another place that names a field.</summary>
    /// <param name="il">Where.</param>
    /// <param name="field">The field.</param>
    public void LoadNewSite(IIlEmitter il, string field)
    {
        il.LoadStatic(Sites);
        il.LoadConstant(_siteNames.Count);
        il.Emit(OpCodes.Ldelem_Ref);
        _siteNames.Add(field);
    }

    /// <summary>Pushes message patterns, which are made once.</summary>
    /// <param name="il">Where.</param>
    /// <param name="patterns">Their text.</param>
    public void LoadPatterns(IIlEmitter il, string patterns)
    {
        if (!_patternNumbers.TryGetValue(patterns, out int number))
        {
            _patternNumbers.Add(patterns, number = _patterns.Count);
            _patterns.Add(patterns);
        }

        il.LoadStatic(PatternSets!);
        il.LoadConstant(number);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Pushes a literal of Lisp, which is made once.</summary>
    /// <param name="il">Where.</param>
    /// <param name="text">Its text.</param>
    public void LoadDatum(IIlEmitter il, string text)
    {
        if (!_datumNumbers.TryGetValue(text, out int number))
        {
            _datumNumbers.Add(text, number = _data.Count);
            _data.Add(text);
        }

        il.LoadStatic(Data);
        il.LoadConstant(number);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Pushes a symbol.</summary>
    /// <param name="il">Where.</param>
    /// <param name="name">Its name.</param>
    public void LoadSymbol(IIlEmitter il, string name)
    {
        if (!_symbolNumbers.TryGetValue(name, out int number))
        {
            _symbolNumbers.Add(name, number = _symbols.Count);
            _symbols.Add(name);
        }

        il.LoadStatic(Symbols);
        il.LoadConstant(number);
        il.Emit(OpCodes.Ldelem_Ref);
        Forms.BoxReference(il);
    }

    /// <summary>The method that calls a function value with so many arguments, which it finds in the context, in place of itself.</summary>
    /// <param name="arity">How many.</param>
    public MethodDefinition SpreadOf(int arity)
    {
        if (_spreads.TryGetValue(arity, out var known))
        {
            return known;
        }

        var method = _shell.AddInternalMethod($"$spread{arity}", Value, (Context, "context"), (Function, "function"));
        _spreads.Add(arity, method);
        _writeMethod(method, il =>
        {
            il.LoadArgument(0);
            il.LoadArgument(1);
            for (int i = 0; i < arity; i++)
            {
                il.LoadArgument(0);
                il.LoadField(Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.SpilledArguments)));
                il.LoadConstant(i);
                il.Emit(OpCodes.Ldelem_Any, Value);
            }

            il.LoadArgument(1);
            il.LoadField(Runtime.Field(typeof(FunctionValue), nameof(FunctionValue.Prototype)));
            il.LoadField(Runtime.Field(typeof(FunctionPrototype), nameof(FunctionPrototype.Code)));
            il.Emit(OpCodes.Tail);
            il.Emit(OpCodes.Calli, ValueCall(arity));
            il.Return();
            il.Complete();
        });
        return method;
    }

    /// <summary>The shape of a call of a function that finds its arguments in the context.</summary>
    public CallSite SpreadCall => ValueCall(0);

    /// <summary>Makes a function value of the prototype and the captured values on the stack.</summary>
    /// <param name="il">Where.</param>
    /// <param name="captured">How many there are.</param>
    public void NewClosure(IIlEmitter il, int captured) => il.NewObject(captured switch
    {
        1 => Runtime.Constructor(typeof(FunctionValue), typeof(FunctionPrototype), typeof(Value)),
        2 => Runtime.Constructor(typeof(FunctionValue), typeof(FunctionPrototype), typeof(Value), typeof(Value)),
        _ => Runtime.Constructor(typeof(FunctionValue), typeof(FunctionPrototype), typeof(Value[])),
    });

    /// <summary>Replaces the closure on top of the stack by one of the values it captures.</summary>
    /// <param name="il">Where.</param>
    /// <param name="number">Number of the value.</param>
    public void LoadCaptured(IIlEmitter il, int number)
    {
        if (number < FunctionValue.MostInline)
        {
            il.LoadField(Runtime.Field(typeof(FunctionValue), number == 0 ? nameof(FunctionValue.Captured0) : nameof(FunctionValue.Captured1)));
            return;
        }

        il.LoadField(Runtime.Field(typeof(FunctionValue), nameof(FunctionValue.Captured)));
        il.LoadConstant(number);
        il.Emit(OpCodes.Ldelem_Any, Value);
    }

    /// <summary>Pushes a constant in its 16-byte form.</summary>
    /// <param name="il">Where.</param>
    /// <param name="value">The constant.</param>
    public void LoadValue(IIlEmitter il, Value value)
    {
        if (value.Tag is string text)
        {
            LoadText(il, text);
        }
        else if (value.Tag is null)
        {
            il.LoadNull();
        }
        else
        {
            il.LoadStatic(Runtime.Field(typeof(Tag), TagName(value)));
        }

        il.LoadConstant(value.Bits);
        il.NewObject(NewValue);
    }

    /// <summary>Calls a static method of the control operations.</summary>
    /// <param name="il">Where.</param>
    /// <param name="name">Its name.</param>
    public void CallControl(IIlEmitter il, string name) => il.Call(Runtime.Method(typeof(ControlOperations), name));

    private static string TagName(Value value) =>
        value.IsFloat ? nameof(Tag.Float)
        : value.IsNull ? nameof(Tag.Null)
        : value.IsEmptyList ? nameof(Tag.EmptyList)
        : value.IsCharacter ? nameof(Tag.Character)
        : value.Kind == ValueKind.Unspecified ? nameof(Tag.Unspecified)
        : value.Kind == ValueKind.EndOfFile ? nameof(Tag.EndOfFile)
        : value.IsUnset ? nameof(Tag.Unset)
        : value.AsBool ? nameof(Tag.True) : nameof(Tag.False);
}
