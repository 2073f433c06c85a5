using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The libraries of a program, read when they are first asked for.</summary>
/// <param name="files">Where their files come from.</param>
/// <param name="natives">The runtime functions.</param>
/// <param name="symbols">The names of the variables of the whole program.</param>
/// <param name="folder">The folder of the program, with a slash at its end unless it is empty: where its own libraries are.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class LibrarySet(LispFiles files, NativeTable natives, GlobalNames symbols, string folder, DiagnosticBag diagnostics)
{
    /// <summary>The library of which the standard ones show parts; it has what the forms of the language rely on.</summary>
    private const string Foundation = "ttil/scheme";

    /// <summary>What programs without IMPORT can use.</summary>
    private static readonly string[] DefaultPaths = [Foundation, "ttil/process", "ttil/host", "ttil/script", "ttil/eval"];

    /// <summary>Where a name is looked for that a program does not import.</summary>
    private static readonly string[] KnownPaths =
    [
        "scheme/base", "scheme/write", "scheme/case-lambda", "scheme/char", "scheme/complex", "scheme/cxr", "scheme/eval", "scheme/file", "scheme/inexact",
        "scheme/lazy", "scheme/load", "scheme/process-context", "scheme/read", "scheme/repl", "scheme/time", "ttil/process", "ttil/host", "ttil/script",
        "srfi/1", "srfi/8", "srfi/69", "srfi/95", "srfi/132",
    ];

    private readonly Dictionary<string, LispLibrary?> _libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariableMeaning> _primitives = new(StringComparer.Ordinal);
    private readonly Dictionary<GlobalVariable, PendingDefinition> _pending = [];
    private readonly Stack<LispLibrary> _unfinished = new();
    private LispLibrary? _foundation;

    /// <summary>The expander of the definitions.</summary>
    public Expander Expander { get; set; } = null!;

    /// <summary>Where the names of the whole program are.</summary>
    public GlobalNames Symbols { get; } = symbols;

    /// <summary>What the program's own libraries do, in order.</summary>
    public List<LispNode> Bodies { get; } = [];

    /// <summary>Files that INCLUDE names.</summary>
    public LispFiles Files { get; } = files;

    /// <summary>The definition of a standard library that gives a variable its value; null for other variables.</summary>
    /// <param name="variable">The variable.</param>
    public PendingDefinition? DefinitionOf(GlobalVariable variable) => _pending.GetValueOrDefault(variable);

    /// <summary>Gives a program without IMPORT its names.</summary>
    /// <param name="scope">Its top level.</param>
    public void ImportDefault(TopScope scope)
    {
        scope.HasDefaultImports = true;
        scope.Import(new ImportSet.Default(DefaultLibraries()));
    }

    private IEnumerable<LispLibrary> DefaultLibraries()
    {
        foreach (string path in DefaultPaths)
        {
            if (FindStandard(path) is { } library)
            {
                yield return library;
            }
        }
    }

    private LispLibrary? FindStandard(string path) =>
        _libraries.TryGetValue(path, out var known) ? known : Find(new LibraryName($"({path.Replace('/', ' ')})", path, IsStandard: true), at: null);

    /// <summary>A standard library that exports a name, as it is written; null when none does.</summary>
    /// <param name="name">The name.</param>
    public string? WhoExports(string name)
    {
        foreach (string path in KnownPaths)
        {
            if (FindStandard(path) is { } library && library.Exports.ContainsKey(name))
            {
                return library.Name;
            }
        }

        return null;
    }

    /// <summary>A procedure that the forms of the language rely on.</summary>
    /// <param name="name">Its name.</param>
    public VariableMeaning FindRuntime(string name)
    {
        _foundation ??= FindStandard(Foundation);
        return _foundation?.FindInside(name) as VariableMeaning ?? Primitive(name);
    }

    private VariableMeaning Primitive(string name)
    {
        if (!_primitives.TryGetValue(name, out var meaning))
        {
            _primitives.Add(name, meaning = new VariableMeaning(new PrimitiveProcedure(name, default)));
        }

        return meaning;
    }

    /// <summary>IMPORT in a program.</summary>
    /// <param name="use">The form.</param>
    /// <param name="scope">The top level that receives the names.</param>
    /// <param name="replacesDefault">Whether the program has nothing but what it imports.</param>
    public void Import(FormUse use, TopScope scope, bool replacesDefault)
    {
        if (replacesDefault && scope.HasDefaultImports)
        {
            scope.ForgetImports();
        }

        foreach (var item in use.From(1))
        {
            if (ReadImport(item) is { } set)
            {
                scope.Import(set);
            }
        }
    }

    /// <summary>DEFINE-LIBRARY in a program.</summary>
    /// <param name="use">The form.</param>
    public void Declare(FormUse use)
    {
        if (use.Count < 1 || LibraryName.Read(use.Items[1]) is not { } name)
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispFormShape, use.Syntax, use.Form.Name, use.Form.Shape);
            return;
        }

        // One that the program has is not looked for among files.
        var library = new LispLibrary(name.Text, name.Path, isStandard: false, Symbols);
        _libraries[name.Path] = library;
        Fill(library, use.Syntax, use.Items);
    }

    /// <summary>Whether there is a library.</summary>
    /// <param name="syntax">Its name.</param>
    public bool Exists(Syntax syntax) => LibraryName.Read(syntax) is { } name && (_libraries.TryGetValue(name.Path, out var known)
        ? known is not null
        : name.Path == "ttil/primitives" || Files.Read(FileOf(name), out _) is not null);

    private string FileOf(LibraryName name) => name.IsStandard ? $"{LibraryPaths.Prefix}{name.Path}.sld" : $"{folder}{name.Path}.sld";

    /// <summary>Finds a library, reading it if that is necessary; null when there is none or it is not usable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="at">Who asks; null when it is not missed.</param>
    private LispLibrary? Find(LibraryName name, Syntax? at)
    {
        if (_libraries.TryGetValue(name.Path, out var known))
        {
            if (known is { IsUnfinished: true } && at is not null)
            {
                ReportCycle(known, at);
                return null;
            }

            return known;
        }

        if (name.Path == "ttil/primitives")
        {
            return _libraries[name.Path] = MakePrimitives(name);
        }

        _libraries.Add(name.Path, null);
        if (Files.Read(FileOf(name), out string problem) is not { } source)
        {
            if (at is not null)
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispNoLibrary, at, name.Text, FileOf(name), problem);
            }

            return null;
        }

        return Load(name, source, at);
    }

    private LispLibrary? Load(LibraryName name, SourceText source, Syntax? at)
    {
        LispLibrary? library = null;
        foreach (var datum in SyntaxReader.ReadAll(source, diagnostics))
        {
            if (datum is PairSyntax { Car: Identifier { Name: "define-library" }, Cdr: PairSyntax { Car: var written } } form
                && LibraryName.Read(written)?.Path == name.Path && Expander.ItemsOf(form) is { } items)
            {
                library = new LispLibrary(name.Text, name.Path, name.IsStandard, Symbols);
                _libraries[name.Path] = library;
                Fill(library, form, items);
            }
        }

        if (library is null && at is not null)
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispNotThatLibrary, at, source.Name, name.Text);
        }

        return library;
    }

    private LispLibrary MakePrimitives(LibraryName name) => new(name.Text, name.Path, isStandard: true, Symbols)
    {
        IsUnfinished = false,
        BuiltIn = inner => CoreForms.Find(inner) ?? (PrimitiveTable.Exists(inner, natives) ? Primitive(inner) : null),
        OtherNames = () => CoreForms.Names.Concat(PrimitiveTable.Names(natives)),
    };

    private void Fill(LispLibrary library, PairSyntax form, Syntax[] items)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispTooDeep, form);
            return;
        }

        _unfinished.Push(library);
        var definitions = library.IsStandard
            ? new StandardDefinitions(Expander, library.Scope, _pending)
            : new TopDefinitions(Expander, library.Scope);
        new LibraryReader(this, library, definitions, diagnostics).Read(items.AsSpan(2));
        if (!library.IsStandard)
        {
            Bodies.AddRange(definitions.Finish());
        }

        library.IsUnfinished = false;
        _unfinished.Pop();
        CheckExports(library);
    }

    /// <summary>An export that nothing defines is a mistake of the library, and is not to be found at the program that imports it.</summary>
    private void CheckExports(LispLibrary library)
    {
        if (library.IsStandard)
        {
            return;
        }

        foreach (var (_, inner) in library.Exports)
        {
            if (library.Scope.Find(inner) is null)
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispUndefinedExport, inner, inner.Name);
            }
        }
    }

    private void ReportCycle(LispLibrary library, Syntax at)
    {
        var names = new List<string> { library.Name };
        foreach (var unfinished in _unfinished)
        {
            names.Add(unfinished.Name);
            if (ReferenceEquals(unfinished, library))
            {
                break;
            }
        }

        names.Reverse();
        LispReport.Add(diagnostics, DiagnosticDescriptors.LispLibraryCycle, at, string.Join(" imports ", names));
    }

    /// <summary>Reads what IMPORT names; null, with a diagnostic, when that is nothing.</summary>
    /// <param name="syntax">A library, or a set made of one.</param>
    public ImportSet? ReadImport(Syntax syntax)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispTooDeep, syntax);
            return null;
        }

        if (syntax is PairSyntax { Car: Identifier { Name: "only" or "except" or "prefix" or "rename" } word, Cdr: PairSyntax { Car: PairSyntax inner, Cdr: var rest } })
        {
            return ReadImport(inner) is { } set ? Choose(word, set, rest, syntax) : null;
        }

        if (LibraryName.Read(syntax) is not { } name)
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispImportShape, syntax);
            return null;
        }

        return Find(name, syntax) is { } library ? new ImportSet.Whole(library) : null;
    }

    private ImportSet.Chosen? Choose(Identifier word, ImportSet set, Syntax rest, Syntax at)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        if (word.Name != "only")
        {
            foreach (string name in set.Names)
            {
                chosen[name] = name;
            }
        }

        if (word.Name == "prefix")
        {
            if (rest is not PairSyntax { Car: Identifier prefix, Cdr: EmptySyntax })
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispImportShape, at);
                return null;
            }

            return new ImportSet.Chosen(set, chosen.ToDictionary(pair => prefix.Name + pair.Key, pair => pair.Value, StringComparer.Ordinal));
        }

        var added = new List<(string Name, string Inner)>();
        for (; rest is PairSyntax pair; rest = pair.Cdr)
        {
            var (from, to) = word.Name == "rename" ? ReadRenaming(pair.Car) : (pair.Car as Identifier, pair.Car as Identifier);
            if (from is null || to is null)
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispImportShape, pair.Car);
                return null;
            }

            if (set.Find(from.Name) is null)
            {
                string hint = Formats.SpellingSuggestion.Nearest(from.Name, [.. set.Names]) is { } near ? $"; did you mean '{near}'?" : "";
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispNotExported, from, from.Name, hint);
                continue;
            }

            chosen.Remove(from.Name);
            if (word.Name != "except")
            {
                added.Add((to.Name, from.Name));
            }
        }

        // Two names may be exchanged, so all are taken away before any is added.
        foreach (var (name, inner) in added)
        {
            chosen[name] = inner;
        }

        return new ImportSet.Chosen(set, chosen);
    }

    /// <summary>Reads <c>(inner outer)</c>.</summary>
    /// <param name="syntax">The renaming.</param>
    public static (Identifier? From, Identifier? To) ReadRenaming(Syntax syntax) =>
        syntax is PairSyntax { Car: Identifier from, Cdr: PairSyntax { Car: Identifier to, Cdr: EmptySyntax } } ? (from, to) : default;
}
