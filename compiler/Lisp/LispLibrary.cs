using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A library.</summary>
internal sealed class LispLibrary
{
    private readonly Dictionary<string, Identifier> _exports = new(StringComparer.Ordinal);

    /// <summary>Makes a library without definitions.</summary>
    /// <param name="name">Its name as it is written: <c>(scheme base)</c>.</param>
    /// <param name="path">Its name as a path: <c>scheme/base</c>.</param>
    /// <param name="isStandard">Whether it is part of what is installed, and so has definitions only, which programs get one by one.</param>
    /// <param name="symbols">The names of the variables of the whole program.</param>
    public LispLibrary(string name, string path, bool isStandard, GlobalNames symbols)
    {
        (Name, Path, IsStandard) = (name, path, isStandard);
        Scope = new TopScope(symbols, this);
    }

    /// <summary>Its name as it is written.</summary>
    public string Name { get; }

    /// <summary>Its name as a path.</summary>
    public string Path { get; }

    /// <summary>Whether it is part of what is installed.</summary>
    public bool IsStandard { get; }

    /// <summary>Whether it is being read, and so cannot be imported yet.</summary>
    public bool IsUnfinished { get; set; } = true;

    /// <summary>Its names.</summary>
    public TopScope Scope { get; }

    /// <summary>Names that it offers.</summary>
    public IEnumerable<string> ExportedNames => OtherNames?.Invoke() ?? _exports.Keys;

    /// <summary>Finds what a built-in library exports; null for one that is written in Scheme.</summary>
    public Func<string, Meaning?>? BuiltIn { get; init; }

    /// <summary>The names that a built-in library exports.</summary>
    public Func<IEnumerable<string>>? OtherNames { get; init; }

    /// <summary>The exports and the identifiers that they stand for.</summary>
    public IReadOnlyDictionary<string, Identifier> Exports => _exports;

    /// <summary>Adds an export.</summary>
    /// <param name="name">Its name for others.</param>
    /// <param name="inner">Its name here.</param>
    public void Export(string name, Identifier inner) => _exports[name] = inner;

    /// <summary>What an exported name means; null when there is none such.</summary>
    /// <param name="name">The name.</param>
    public Meaning? FindExport(string name) => BuiltIn is not null
        ? BuiltIn(name)
        : _exports.TryGetValue(name, out var inner) ? Scope.Find(inner) : null;

    /// <summary>What a name means inside the library.</summary>
    /// <param name="name">The name.</param>
    public Meaning? FindInside(string name) => Scope.FindHere(SymbolValue.Of(name));
}
