using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The top level of a program or library: its definitions, then what it imports.</summary>
internal sealed class TopScope : Scope
{
    private readonly List<ImportSet> _imports = [];
    private readonly Dictionary<SymbolValue, Meaning> _found = [];
    private readonly Dictionary<GlobalVariable, int> _firstForms = [];
    private readonly GlobalNames _symbols;
    private readonly LispLibrary? _library;

    /// <summary>Makes a top level without names.</summary>
    /// <param name="symbols">The names of the variables of the whole program.</param>
    /// <param name="library">The library; null for a program.</param>
    public TopScope(GlobalNames symbols, LispLibrary? library = null)
        : base(outer: null) => (_symbols, _library, Top) = (symbols, library, this);

    /// <summary>Whether what nothing defines yet may be defined by code that is compiled later.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it has the names of programs without IMPORT.</summary>
    public bool HasDefaultImports { get; set; }

    /// <summary>Finds a definition that is read only when it is asked for; null when there are none such.</summary>
    public Func<SymbolValue, Meaning?>? Unread { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Names
    {
        get
        {
            foreach (string name in base.Names)
            {
                yield return name;
            }

            foreach (var set in _imports)
            {
                foreach (string name in set.Names)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>Adds names; they come before those of earlier imports.</summary>
    /// <param name="set">The names.</param>
    public void Import(ImportSet set)
    {
        _imports.Add(set);
        _found.Clear();
    }

    /// <summary>Forgets all imports: what a program imports is all it has.</summary>
    public void ForgetImports()
    {
        _imports.Clear();
        _found.Clear();
        HasDefaultImports = false;
    }

    /// <summary>Remembers which form of a program is the first to define a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="form">Number of the form.</param>
    public void NoteDefinition(GlobalVariable variable, int form) => _firstForms.TryAdd(variable, form);

    /// <summary>What a name means in a form that is evaluated before the program's own definition of it: what is imported, if anything is.</summary>
    /// <param name="variable">The variable of the program.</param>
    /// <param name="name">The name.</param>
    /// <param name="form">Number of the form.</param>
    public Meaning? FindShadowed(GlobalVariable variable, SymbolValue name, int form) =>
        _firstForms.TryGetValue(variable, out int first) && first >= form && variable.Name == variable.Symbol ? FindImported(name) : null;

    /// <inheritdoc/>
    public override Meaning? FindHere(object key)
    {
        if (base.FindHere(key) is { } own)
        {
            return own;
        }

        if (key is not SymbolValue symbol)
        {
            return null;
        }

        return Unread?.Invoke(symbol) ?? FindImported(symbol);
    }

    private Meaning? FindImported(SymbolValue symbol)
    {
        if (_found.TryGetValue(symbol, out var found))
        {
            return found;
        }

        for (int index = _imports.Count - 1; index >= 0; index--)
        {
            if (_imports[index].Find(symbol.Name) is { } imported)
            {
                _found.Add(symbol, imported);
                return imported;
            }
        }

        return null;
    }

    /// <summary>The variable of a definition: a new one, unless it is defined here already.</summary>
    /// <param name="name">The name.</param>
    /// <param name="primitive">The primitive procedure that calls of it mean where they can, or null.</param>
    public GlobalVariable Define(Identifier name, PrimitiveProcedure? primitive = null)
    {
        if (base.FindHere(name.Key) is VariableMeaning { Variable: GlobalVariable known })
        {
            known.Definitions++;
            return known;
        }

        var variable = Make(name, definitions: 1);
        Bind(name.Key, new VariableMeaning(variable, primitive));
        return variable;
    }

    /// <summary>The variable of a name that is to be defined later.</summary>
    /// <param name="name">The name.</param>
    public GlobalVariable Expect(Identifier name)
    {
        var variable = Make(name, definitions: 0);
        Bind(name.Symbol, new VariableMeaning(variable));
        return variable;
    }

    private GlobalVariable Make(Identifier name, int definitions) =>
        new(name.Name, name.Place, _symbols.Claim(name, _library)) { Definitions = definitions, IsOpen = IsOpen, Library = _library };
}
