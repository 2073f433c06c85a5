using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes a program as an assembly: a method for each function, the tables the runtime needs, and the doors in.</summary>
internal sealed class ModuleEmitter
{
    /// <summary>Elements of a table made by one initializing method, so that no method grows without bound.</summary>
    private const int ElementsPerMethod = 500;

    /// <summary>Name of the method that makes the image of the program.</summary>
    public const string ImageMethod = "$image";

    private readonly IrModule _module;
    private readonly EmissionOptions _options;
    private readonly ProgramSymbols _symbols;
    private readonly AssemblyShell _shell;
    private readonly ProgramMembers _members;
    private readonly SourcePlaces _places;
    private readonly Dictionary<string, string> _listings = [];

    private ModuleEmitter(IrModule module, ProgramSymbols symbols, EmissionOptions options)
    {
        (_module, _symbols, _options) = (module, symbols, options);
        _shell = new AssemblyShell(options.AssemblyName, ProgramTypeName(options.AssemblyName), options.RuntimeAssembly);
        _members = new ProgramMembers(_shell, module, options.FirstAddress, WriteMethod);
        _places = new SourcePlaces(_shell.Symbols, PartOf, options.Sources ?? SourceMap.Empty, options.DocumentName ?? (file => file), options.Debuggable);
        if (options.Debuggable)
        {
            _shell.DisableOptimizations();
        }
    }

    /// <summary>Writes a program.</summary>
    /// <param name="module">The program; it has passed the IR verifier.</param>
    /// <param name="symbols">Names and lines.</param>
    /// <param name="options">What to write besides.</param>
    public static EmissionResult Run(IrModule module, ProgramSymbols symbols, EmissionOptions options)
    {
        var emitter = new ModuleEmitter(ClosureEntries.Run(module), symbols, options);
        emitter.Write();
        return new EmissionResult(AssemblyWriter.Write(emitter._shell.Assembly, options.WithSymbols, module.UsesProcesses), emitter._listings);
    }

    /// <summary>Name of the type that holds the program: the assembly's name as an identifier.</summary>
    /// <param name="assemblyName">The assembly's name.</param>
    public static string ProgramTypeName(string assemblyName)
    {
        string name = string.Concat(assemblyName.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }

    private void Write()
    {
        foreach (var function in _module.Functions)
        {
            Declare(function);
        }

        foreach (var function in _module.Functions)
        {
            WriteFunction(function);
            if (_members.Companions[function.Number] is { } companion)
            {
                WriteMethod(companion, il => SegmentBridge.WriteCompanion(_members, function, il));
            }

            if (_members.ValueEntries[function.Number] is { } entry && entry != _members.Methods[function.Number])
            {
                WriteMethod(entry, il => WriteValueEntry(function, il));
            }
        }

        if (_options.Debuggable)
        {
            foreach (var method in _members.Companions.Concat(_members.ValueEntries.Except(_members.Methods)).OfType<MethodDefinition>())
            {
                _shell.HideFromDebuggers(method);
            }
        }

        WriteStaticConstructor();
        var image = WriteImage();
        ProgramDoors.Write(_shell, _members, image, WriteMethod);
        _shell.AddResource(CompiledProgramBuilder.SymbolsResource, _symbols.Serialize());
        if (_options.Facts is { } facts)
        {
            _shell.AddResource(CompiledProgramBuilder.FactsResource, facts.Serialize());
        }

        if (_members.LargeTexts is { } texts)
        {
            _shell.AddResource(CompiledProgramBuilder.TextsResource, texts);
        }
    }

    private void Declare(IrFunction function)
    {
        string name = MetadataName.OfMethod(function.Name, function.Number);
        var result = function.Kind == IrFunctionKind.StackMachineSegment ? _members.Types.Int32
            : _members.ReturnsValue(function) ? _members.TypeOf(ProgramMembers.ResultOf(function)) : _members.Types.Void;
        var method = _shell.AddInternalMethod(name, result, (_members.Context, "context"));
        foreach (var parameter in _members.PassingOf(function).Arguments)
        {
            method.Parameters.Add(new ParameterDefinition(MetadataName.Of(parameter.Name), ParameterAttributes.None, _members.TypeOf(parameter.Type)));
        }

        _members.Methods[function.Number] = method;
        if (!_module.UsesProcesses && _members.StackChecks.Looks(function.Number))
        {
            _members.Companions[function.Number] = SegmentBridge.AddCompanion(_shell, _members, function);
        }

        var prototype = _members.PrototypeOf(function);
        if (prototype is { PassesValue: true })
        {
            _members.ValueEntries[function.Number] = method;
        }
        else if (prototype is not null && Captured(prototype) + prototype.Parameters.Length == function.Parameters.Length)
        {
            var entry = _shell.AddInternalMethod(name + "$value", _members.Value, (_members.Context, "context"), (_members.Function, "function"));
            foreach (string parameter in prototype.Parameters)
            {
                entry.Parameters.Add(new ParameterDefinition(MetadataName.Of(parameter), ParameterAttributes.None, _members.Value));
            }

            _members.ValueEntries[function.Number] = entry;
        }
    }

    /// <summary>The method of a function, and behind it the one that goes on from a saved frame.</summary>
    private void WriteFunction(IrFunction function)
    {
        var layout = new FunctionLayout(_members, function);
        if (layout.Sites is not null)
        {
            _members.Resumptions[function.Number] = _shell.AddInternalMethod(
                _members.Methods[function.Number].Name + "$resume",
                _members.Value,
                (_members.Context, "context"),
                (_members.Runtime.Type(typeof(SavedFrame)), "frame"));
        }

        WriteMethod(_members.Methods[function.Number], il => FunctionEmitter.Run(_members, layout, il, _places, isResumed: false));
        if (_members.Resumptions[function.Number] is { } resumption)
        {
            WriteMethod(resumption, il => FunctionEmitter.Run(_members, layout, il, _places, isResumed: true));
        }
    }

    private static int Captured(IrPrototype prototype) => prototype.Captured?.Length ?? 0;

    private void WriteMethod(MethodDefinition method, Action<IIlEmitter> write)
    {
        IIlEmitter il = new CecilIlEmitter(method, _options.WithSymbols);
        method.Body.InitLocals = _options.Debuggable;
        if (_options.Check)
        {
            il = new CheckedIlEmitter(il, _shell.StackTypes);
        }

        if (_options.WithListings)
        {
            var recorded = new RecordedIlEmitter(il);
            write(recorded);
            // Methods may share a name as long as their parameters differ.
            string key = _listings.ContainsKey(method.Name) ? method.FullName : method.Name;
            _listings[key] = recorded.Listing;
        }
        else
        {
            write(il);
        }
    }

    private SourcePart? PartOf(int address) => !_options.WithSymbols ? null
        : _options.Sources is { } map ? map.At(address)
        : _symbols.LineAt(address) is var (file, line) ? SourcePart.OfLine(file, line) : null;

    /// <summary>
    /// The form in which a function value calls its function: captured variables come out of the value, and all is boxed. A
    /// function with a narrow result makes no tail calls through values, so that its entry may keep a frame.
    /// </summary>
    private void WriteValueEntry(IrFunction function, IIlEmitter il)
    {
        var prototype = _members.PrototypeOf(function)!;
        var passing = _members.PassingOf(function);
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            if (passing.FieldOf(i) is { } field)
            {
                il.LoadArgument(0);
                LoadGiven(i);
                il.StoreField(_members.PassedArgument(field));
            }
        }

        il.LoadArgument(0);
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            if (passing.FieldOf(i) is null)
            {
                LoadGiven(i);
                _members.Forms.Unbox(il, function.Parameters[i].Type);
            }
        }

        if (_members.UsesTailCalls && ProgramMembers.ResultOf(function) == IrType.Any)
        {
            il.TailCall(_members.Methods[function.Number]);
        }
        else
        {
            il.Call(_members.Methods[function.Number]);
            _members.BoxResult(il, function);
            il.Return();
        }

        il.Complete();

        void LoadGiven(int parameter)
        {
            int captured = Captured(prototype);
            if (parameter >= captured)
            {
                il.LoadArgument(parameter - captured + 2);
                return;
            }

            il.LoadArgument(1);
            _members.LoadCaptured(il, parameter);
        }
    }

    private void WriteStaticConstructor()
    {
        var prototypes = WriteInitializers(_members.Prototypes, _module.Prototypes.Length, WritePrototype);
        var sites = WriteInitializers(_members.Sites, _members.SiteNames.Count, WriteSite);
        var symbols = WriteInitializers(_members.Symbols, _members.SymbolNames.Count, WriteSymbol);
        var data = WriteInitializers(_members.Data, _members.DatumTexts.Count, WriteDatum);
        var patterns = _members.PatternSets is { } sets ? WriteInitializers(sets, _members.Patterns.Count, WritePatterns) : [];
        WriteMethod(_shell.AddStaticConstructor(), il =>
        {
            il.Emit(OpCodes.Ldtoken, _shell.ProgramType);
            il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.LoadTexts)));
            il.StoreStatic(_members.Texts);
            WriteTable(il, _members.Prototypes, _module.Prototypes.Length, prototypes);
            WriteTable(il, _members.Sites, _members.SiteNames.Count, sites);
            WriteTable(il, _members.Symbols, _members.SymbolNames.Count, symbols);
            WriteTable(il, _members.Data, _members.DatumTexts.Count, data);
            if (_members.PatternSets is { } table)
            {
                WriteTable(il, table, _members.Patterns.Count, patterns);
            }

            il.Return();
            il.Complete();
        });
    }

    /// <summary>The methods that fill a table, each a part of it.</summary>
    private MethodDefinition[] WriteInitializers(FieldReference table, int count, Action<int, IIlEmitter> writeElement)
    {
        var initializers = new MethodDefinition[(count + ElementsPerMethod - 1) / ElementsPerMethod];
        for (int chunk = 0; chunk < initializers.Length; chunk++)
        {
            int first = chunk * ElementsPerMethod;
            var method = initializers[chunk] = _shell.AddInternalMethod($"{table.Name}{chunk}", _members.Types.Void, (table.FieldType, "table"));
            WriteMethod(method, il =>
            {
                for (int i = first; i < Math.Min(first + ElementsPerMethod, count); i++)
                {
                    il.LoadArgument(0);
                    il.LoadConstant(i);
                    writeElement(i, il);
                    il.Emit(OpCodes.Stelem_Ref);
                }

                il.Return();
                il.Complete();
            });
        }

        return initializers;
    }

    private static void WriteTable(IIlEmitter il, FieldReference table, int count, MethodDefinition[] initializers)
    {
        var elements = il.DeclareLocal(table.FieldType);
        il.LoadConstant(count);
        il.Emit(OpCodes.Newarr, ((ArrayType)table.FieldType).ElementType);
        il.StoreLocal(elements);
        foreach (var initializer in initializers)
        {
            il.LoadLocal(elements);
            il.Call(initializer);
        }

        il.LoadLocal(elements);
        il.StoreStatic(table);
    }

    private void WriteSite(int number, IIlEmitter il)
    {
        _members.LoadText(il, _members.SiteNames[number]);
        il.NewObject(_members.Runtime.Constructor(typeof(FieldSite), typeof(string)));
    }

    private void WritePatterns(int number, IIlEmitter il)
    {
        _members.LoadText(il, _members.Patterns[number]);
        il.Call(_members.Runtime.Method(typeof(PatternSet), nameof(PatternSet.Parse)));
    }

    private void WriteSymbol(int number, IIlEmitter il)
    {
        _members.LoadText(il, _members.SymbolNames[number]);
        il.Call(_members.Runtime.Method(typeof(SymbolValue), nameof(SymbolValue.Of), typeof(string)));
    }

    private void WriteDatum(int number, IIlEmitter il)
    {
        _members.LoadText(il, _members.DatumTexts[number]);
        il.NewObject(_members.Runtime.Constructor(typeof(DatumLiteral), typeof(string)));
    }

    private void WritePrototype(int number, IIlEmitter il)
    {
        var prototype = _module.Prototypes[number];
        il.LoadConstant(prototype.Module);
        il.Emit(OpCodes.Ldc_I8, unchecked((long)prototype.Address));
        il.LoadConstant(_members.AddressOf(prototype.Target));
        LoadNames(il, prototype.Parameters);
        if (prototype.Captured is null)
        {
            il.LoadNull();
        }
        else
        {
            LoadNames(il, prototype.Captured);
        }

        if (prototype.Function >= 0 && _members.ValueEntries[prototype.Function] is { } entry)
        {
            il.Emit(OpCodes.Ldftn, entry);
            il.LoadConstant(FunctionPrototype.SignatureOf(prototype.Parameters.Length, _module.Functions[prototype.Function].Results));
        }
        else
        {
            il.LoadConstant(0);
            il.Emit(OpCodes.Conv_I);
            il.LoadConstant(0);
        }

        if (prototype is { LeavesOne: false, IsVariadic: false })
        {
            il.NewObject(_members.Runtime.Constructor(
                typeof(FunctionPrototype), typeof(int), typeof(ulong), typeof(int), typeof(string[]), typeof(string[]), typeof(nint), typeof(int)));
            return;
        }

        WriteProcedurePart(prototype, il);
    }

    private void WriteProcedurePart(IrPrototype prototype, IIlEmitter il)
    {
        il.LoadConstant(prototype.LeavesOne ? 1 : 0);
        if (prototype.Function >= 0 && _members.ValueEntries[prototype.Function] is not null)
        {
            il.Emit(OpCodes.Ldftn, _members.SpreadOf(prototype.Parameters.Length));
        }
        else
        {
            il.LoadConstant(0);
            il.Emit(OpCodes.Conv_I);
        }

        il.LoadConstant(prototype.IsVariadic ? 1 : 0);
        il.NewObject(_members.Runtime.Constructor(
            typeof(FunctionPrototype), typeof(int), typeof(ulong), typeof(int), typeof(string[]), typeof(string[]), typeof(nint), typeof(int),
            typeof(bool), typeof(nint), typeof(bool)));
    }

    private void LoadNames(IIlEmitter il, string[] names)
    {
        il.LoadConstant(names.Length);
        il.Emit(OpCodes.Newarr, _members.Types.String);
        for (int i = 0; i < names.Length; i++)
        {
            il.Duplicate();
            il.LoadConstant(i);
            _members.LoadText(il, names[i]);
            il.Emit(OpCodes.Stelem_Ref);
        }
    }

    /// <summary>The method that puts the image together: modules with their top levels, and stack-machine segments.</summary>
    private MethodDefinition WriteImage()
    {
        var method = _shell.AddMethod(ImageMethod, _members.Runtime.Type(typeof(ProgramImage)));
        method.IsAssembly = true;
        WriteMethod(method, il =>
        {
            var builder = il.DeclareLocal(_members.Runtime.Type(typeof(CompiledProgramBuilder)));
            int length = _module.Modules[^1].Start + _module.Modules[^1].Length + 1;
            il.Emit(OpCodes.Ldtoken, _shell.ProgramType);
            il.LoadConstant((length + _module.SegmentLength - 1) / _module.SegmentLength);
            il.LoadConstant(_module.SegmentLength);
            il.NewObject(_members.Runtime.Constructor(typeof(CompiledProgramBuilder), typeof(RuntimeTypeHandle), typeof(int), typeof(int)));
            il.StoreLocal(builder);
            if (_module.UsesProcesses)
            {
                il.LoadLocal(builder);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.UseProcesses)));
            }

            if (_module.Globals > 0)
            {
                il.LoadLocal(builder);
                il.LoadConstant(_module.Globals);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.AddGlobals)));
            }

            if (_module.UsesLisp)
            {
                il.LoadLocal(builder);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.UseLisp)));
            }

            if (_options.UpstreamHash)
            {
                il.LoadLocal(builder);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.HashAsUpstream)));
            }

            if (_options.Instrumentation != Instrumentation.None)
            {
                il.LoadLocal(builder);
                il.LoadConstant((int)_options.Instrumentation);
                il.LoadConstant((int)_options.Reports);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.Instrument)));
            }

            if (_options.Permissions.Length > 0)
            {
                il.LoadLocal(builder);
                _members.LoadText(il, _options.Permissions);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.Restrict)));
            }

            foreach (var module in _module.Modules)
            {
                il.LoadLocal(builder);
                WriteModule(il, module);
                foreach (string name in module.Names)
                {
                    il.LoadLocal(builder);
                    _members.LoadText(il, name);
                    il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.NameProgram)));
                }
            }

            foreach (var segment in _module.Functions.Where(function => function.Kind == IrFunctionKind.StackMachineSegment))
            {
                il.LoadLocal(builder);
                il.LoadConstant(segment.Entry / _module.SegmentLength);
                il.Emit(OpCodes.Ldftn, _members.Methods[segment.Number]);
                il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.AddSegment)));
            }

            il.LoadLocal(builder);
            il.LoadStatic(_members.Prototypes);
            il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.Build)));
            il.Return();
            il.Complete();
        });
        return method;
    }

    private void WriteModule(IIlEmitter il, IrProgramModule module)
    {
        _members.LoadText(il, module.Path);
        il.LoadConstant(module.Start);
        if (module.LoadError is { } error)
        {
            _members.LoadText(il, error);
            il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.AddMissingModule)));
            return;
        }

        il.LoadConstant(module.Length);
        if (module.TopLevel >= 0)
        {
            il.Emit(OpCodes.Ldftn, _members.Methods[module.TopLevel]);
            il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.AddModule)));
        }
        else
        {
            il.Call(_members.Runtime.Method(typeof(CompiledProgramBuilder), nameof(CompiledProgramBuilder.AddStackMachineModule)));
        }
    }
}
