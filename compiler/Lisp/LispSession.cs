using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Expands a program, or one unit after the other into names that stay: EVAL and the REPL.</summary>
internal sealed class LispSession
{
    private readonly List<PendingDefinition> _taken = [];
    private readonly DiagnosticBag _diagnostics;
    private readonly NativeTable _natives;
    private readonly LibrarySet _libraries;
    private readonly Expander _expander;

    /// <summary>Begins with the names of programs without IMPORT.</summary>
    /// <param name="path">The program; its folder is where its libraries are.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="options">How programs are understood.</param>
    public LispSession(string path, IModuleSource modules, NativeTable natives, DiagnosticBag diagnostics, LispOptions options)
    {
        (_diagnostics, _natives) = (diagnostics, natives);
        var symbols = new GlobalNames(options.Suffix);
        string folder = path[..(path.LastIndexOfAny(['/', '\\']) + 1)];
        _libraries = new LibrarySet(new LispFiles(modules, folder, ModuleLimits.Default), natives, symbols, folder, diagnostics);
        _expander = _libraries.Expander = new Expander(natives, _libraries, diagnostics);
        Scope = new TopScope(symbols) { IsOpen = options.IsOpen };
        _libraries.ImportDefault(Scope);
    }

    /// <summary>The names of the program.</summary>
    public TopScope Scope { get; }

    /// <summary>Expands a program; null, with diagnostics, when something is wrong with it.</summary>
    /// <param name="source">The program.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="options">How it is understood; null for a program as any.</param>
    public static LispProgram? ExpandProgram(SourceText source, IModuleSource modules, NativeTable natives, DiagnosticBag diagnostics, LispOptions? options = null) =>
        new LispSession(source.Name, modules, natives, diagnostics, options ?? new LispOptions()).Expand(source, isUnit: false);

    /// <summary>Expands the next unit, whose last value is its result; null, with diagnostics, when something is wrong with it.</summary>
    /// <param name="source">The unit.</param>
    /// <param name="withLibraries">Whether the definitions of standard libraries that it is the first to use come with it.</param>
    public LispProgram? ExpandUnit(SourceText source, bool withLibraries = true) => Expand(source, isUnit: true, withLibraries);

    /// <summary>Forgets that the unit expanded last has brought definitions of standard libraries along, because nobody will evaluate it.</summary>
    public void Discard()
    {
        foreach (var definition in _taken)
        {
            definition.IsTaken = false;
        }

        _taken.Clear();
    }

    private LispProgram? Expand(SourceText source, bool isUnit, bool withLibraries = true)
    {
        _taken.Clear();
        var forms = SyntaxReader.ReadAll(source, _diagnostics);
        if (_diagnostics.HasErrors)
        {
            return null;
        }

        _expander.Reset();
        var used = new List<GlobalVariable>();
        _expander.Used = used;
        var definitions = new TopDefinitions(_expander, Scope);
        _expander.Scan(forms.ToArray(), definitions);
        var program = definitions.Finish();
        var body = ImmutableArray.CreateBuilder<LispNode>();
        if (withLibraries)
        {
            TakeDefinitions(used, body);
        }

        ShareDefinitions(_libraries.Bodies);
        body.AddRange(_libraries.Bodies);
        _libraries.Bodies.Clear();
        body.AddRange(program);
        ArgumentCounts.Check(_expander, _natives, _diagnostics);
        return _diagnostics.HasErrors ? null : new LispProgram(body.ToImmutable(), isUnit);
    }

    /// <summary>Lets later units have what libraries define in this one.</summary>
    private void ShareDefinitions(IEnumerable<LispNode> nodes)
    {
        var pending = new Stack<LispNode>(nodes);
        while (Scope.IsOpen && pending.TryPop(out var node))
        {
            if (node is LispNode.Define define)
            {
                define.Variable.IsOpen = true;
            }
            else if (node is LispNode.Sequence sequence)
            {
                Array.ForEach([.. sequence.Items], pending.Push);
            }
        }
    }

    /// <summary>What a library keeps, such as the current ports, is one for the program and all units: the first definition counts.</summary>
    private static LispNode OnlyOnce(LispNode node) => node switch
    {
        LispNode.Define { Value: LispNode.Lambda or LispNode.CaseLambda } => node,
        LispNode.Define { Variable: var variable, Place: var place } => new LispNode.If(
            new LispNode.NativeCall("scheme.%is-defined", [new LispNode.Constant(Value.Text(variable.Symbol), place)], place),
            new LispNode.Constant(Value.Unspecified, place),
            node,
            place),
        _ => node,
    };

    /// <summary>Fetches the definitions of standard libraries that code refers to, each after those that it refers to itself.</summary>
    private void TakeDefinitions(List<GlobalVariable> used, ImmutableArray<LispNode>.Builder body)
    {
        var unfinished = new Stack<(LispNode? Node, List<GlobalVariable> Used, int Next)>();
        unfinished.Push((null, used, 0));
        while (unfinished.TryPop(out var current))
        {
            if (current.Next == current.Used.Count)
            {
                if (current.Node is not null)
                {
                    body.Add(Scope.IsOpen ? OnlyOnce(current.Node) : current.Node);
                }

                continue;
            }

            unfinished.Push(current with { Next = current.Next + 1 });
            current.Used[current.Next].IsOpen |= Scope.IsOpen;
            if (_libraries.DefinitionOf(current.Used[current.Next]) is { IsTaken: false } definition)
            {
                definition.IsTaken = true;
                _taken.Add(definition);
                var inner = new List<GlobalVariable>();
                _expander.Used = inner;
                unfinished.Push((definition.Expand(), inner, 0));
            }
        }
    }
}
