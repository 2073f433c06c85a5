using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Turns the data of a program into the core language: resolves names, applies macros, and spells out every derived form.</summary>
/// <remarks>
/// Hygiene is by renaming: each use of a macro gives what it inserts keys of its own (<see cref="Alias"/>), and scopes are looked through by key.
/// Variables of the result are objects, so derived forms are put together without regard to names. A form with a mistake is reported and
/// stands for the unspecified value, so that further mistakes are found.
/// </remarks>
internal sealed partial class Expander
{
    /// <summary>Uses of macros in what uses of macros gave, one in the other. Macros that go through a list need one for each element.</summary>
    private const int MostNestedUses = 100_000;

    private readonly NativeTable _natives;
    private readonly DiagnosticBag _diagnostics;
    private readonly ExpansionLimits _limits = new();
    private int _procedures;
    private bool _isTooDeep;
    private bool _isEndless;

    /// <summary>Makes an expander.</summary>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="libraries">The libraries that programs import.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public Expander(NativeTable natives, LibrarySet libraries, DiagnosticBag diagnostics) =>
        (_natives, Libraries, _diagnostics) = (natives, libraries, diagnostics);

    /// <summary>The libraries that programs import.</summary>
    public LibrarySet Libraries { get; }

    /// <summary>Receives each global variable that the code refers to; null when nobody asks.</summary>
    public List<GlobalVariable>? Used { get; set; }

    /// <summary>Number of the form of the program that is being expanded.</summary>
    public int CurrentForm { get; set; }

    /// <summary>Calls of what variables hold, to be looked at when all definitions are known.</summary>
    public List<CallSite> Calls { get; } = [];

    /// <summary>The procedures that variables begin with.</summary>
    public Dictionary<LispVariable, LispNode> Procedures { get; } = [];

    /// <summary>Begins the next unit.</summary>
    public void Reset()
    {
        _limits.Reset();
        (_isTooDeep, _isEndless) = (false, false);
        Calls.Clear();
    }

    /// <summary>Expands an expression.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="scope">The names it may use.</param>
    /// <param name="isTest">Whether only the truth of its value matters.</param>
    public LispNode Expand(Syntax syntax, Scope scope, bool isTest = false)
    {
        switch (syntax)
        {
            case Identifier identifier:
                return Refer(identifier, scope);
            case AtomSyntax atom:
                return new LispNode.Constant(atom.Value, atom.Place);
            case VectorSyntax vector:
                return new LispNode.Constant(SyntaxData.ToValue(vector), vector.Place);
            case PairSyntax pair when RuntimeHelpers.TryEnsureSufficientExecutionStack():
                return ExpandPair(pair, scope, isTest);
            case PairSyntax:
                return TooDeep(syntax);
            case EmptySyntax:
                return Wrong(DiagnosticDescriptors.LispEmptyCombination, syntax);
            default:
                return Wrong(DiagnosticDescriptors.LispLabelInCode, syntax);
        }
    }

    private LispNode ExpandPair(PairSyntax pair, Scope scope, bool isTest)
    {
        var form = ApplyMacros(pair, scope);
        if (form is not PairSyntax expanded)
        {
            return form is null ? Nothing(pair.Place) : Expand(form, scope, isTest);
        }

        if (ItemsOf(expanded) is not { } items)
        {
            return Nothing(pair.Place);
        }

        var meaning = expanded.Car is Identifier identifier ? Find(identifier, scope, out _) : null;
        return meaning is CoreForm core
            ? core.Expand(this, new FormUse(core, expanded, items, scope, isTest))
            : ExpandCall(expanded, items, meaning, scope);
    }

    /// <summary>Applies macros until the form is no use of one; null, with a diagnostic, when that fails.</summary>
    private Syntax? ApplyMacros(Syntax syntax, Scope scope)
    {
        while (syntax is PairSyntax { Car: Identifier identifier } pair && scope.Find(identifier) is MacroMeaning macro)
        {
            if (Transform(macro, identifier, pair, scope) is not { } result)
            {
                return null;
            }

            syntax = result;
        }

        return syntax;
    }

    private Syntax? Transform(MacroMeaning macro, Identifier keyword, PairSyntax form, Scope scope)
    {
        if (LispReport.IsFull(_diagnostics) && _diagnostics.HasErrors)
        {
            return null;
        }

        var use = new MacroUse(macro, keyword.Name, form.Place, form.Use);
        if (_isEndless || use.Depth > MostNestedUses || _limits.IsExhausted)
        {
            if (!_isEndless)
            {
                _isEndless = true;
                Report(DiagnosticDescriptors.LispEndlessExpansion, form, keyword.Name);
            }

            return null;
        }

        var result = macro.Rules.Apply(form, scope, use, _limits, out string? problem);
        if (result is null && !_limits.IsExhausted)
        {
            LispReport.Add(_diagnostics, DiagnosticDescriptors.LispNoRule, form, keyword.Name, problem ?? "no rule of the macro has this form");
            LispReport.NoteMacro(_diagnostics, macro, keyword.Name);
        }

        return result ?? (_limits.IsExhausted ? Transform(macro, keyword, form, scope) : null);
    }

    private LispNode.Call ExpandCall(PairSyntax call, Syntax[] items, Meaning? meaning, Scope scope)
    {
        int count = items.Length - 1;
        var procedure = meaning is VariableMeaning variable
            ? new LispNode.Reference(Use(Callee(variable, count)), call.Car.Place)
            : Expand(items[0], scope);
        var arguments = ImmutableArray.CreateBuilder<LispNode>(count);
        for (int index = 1; index <= count; index++)
        {
            arguments.Add(Expand(items[index], scope));
        }

        if (procedure is LispNode.Reference reference)
        {
            Calls.Add(new CallSite(reference.Variable, count, call));
        }
        else if (procedure is LispNode.Constant { Value: var value } && call.Car is AtomSyntax)
        {
            Report(DiagnosticDescriptors.LispCallOfConstant, call, DescribeConstant(value));
        }

        return new LispNode.Call(procedure, arguments.MoveToImmutable(), call.Place);
    }

    private static string DescribeConstant(Value value) =>
        value.IsText ? "a string" : value.IsBool ? "a boolean" : value.IsCharacter ? "a character" : value.Tag is BytevectorValue ? "a bytevector" : "a number";

    /// <summary>The procedure that a call means: the primitive one, where it takes as many arguments.</summary>
    private LispVariable Callee(VariableMeaning meaning, int count) =>
        meaning.Primitive is { } primitive && PrimitiveTable.Takes(primitive.Name, count, _natives) ? primitive : meaning.Variable;

    private LispNode Refer(Identifier identifier, Scope scope) => Resolve(identifier, scope) is { } variable
        ? new LispNode.Reference(variable, identifier.Place)
        : Nothing(identifier.Place);

    /// <summary>
    /// What an identifier means. A program may define what it also imports; up to there, what is evaluated outside procedures has the imported meaning.
    /// </summary>
    private Meaning? Find(Identifier identifier, Scope scope, out TopScope top)
    {
        var meaning = scope.Find(identifier.Key, out top);
        return _procedures == 0 && meaning is VariableMeaning { Variable: GlobalVariable { Library: null, IsOpen: false } own }
            ? top.FindShadowed(own, identifier.Symbol, CurrentForm) ?? meaning
            : meaning;
    }

    /// <summary>The variable that an identifier means; null, with a diagnostic, when it means none.</summary>
    private LispVariable? Resolve(Identifier identifier, Scope scope)
    {
        switch (Find(identifier, scope, out var top))
        {
            case VariableMeaning meaning:
                return Use(meaning.Variable);
            case null when top.IsOpen:
                return Use(top.Expect(identifier));
            case null:
                Report(DiagnosticDescriptors.LispUnknownVariable, identifier, identifier.Name, Suggestion(identifier.Name, scope));
                return null;
            case AuxiliaryMeaning auxiliary:
                Report(DiagnosticDescriptors.LispMisplacedKeyword, identifier, auxiliary.Name);
                return null;
            default:
                Report(DiagnosticDescriptors.LispKeywordAsVariable, identifier, identifier.Name);
                return null;
        }
    }

    /// <summary>Notes that the code refers to a variable, which may have to be fetched from a library.</summary>
    private LispVariable Use(LispVariable variable)
    {
        switch (variable)
        {
            case GlobalVariable global:
                Used?.Add(global);
                break;
            case LocalVariable local:
                local.IsUsed = true;
                break;
        }

        return variable;
    }

    /// <summary>A call of a procedure that the forms of the language rely on.</summary>
    private LispNode.Call CallRuntime(string name, LispPlace place, params ReadOnlySpan<LispNode> arguments)
    {
        var meaning = Libraries.FindRuntime(name);
        return new LispNode.Call(new LispNode.Reference(Use(Callee(meaning, arguments.Length)), place), [.. arguments], place);
    }

    private LispNode ExpandNamed(Syntax syntax, Scope scope, string name) => Named(Expand(syntax, scope), name);

    private static LispNode Named(LispNode node, string name) => node switch
    {
        LispNode.Lambda { Name: null } lambda => lambda with { Name = name },
        LispNode.CaseLambda { Name: null } cases => cases with { Name = name },
        _ => node,
    };

    private static LispNode.Constant Nothing(LispPlace place) => new(Value.Unspecified, place);

    private static LispNode.Constant Truth(bool value, LispPlace place) => new(Value.Bool(value), place);

    private static LispNode Join(ImmutableArray<LispNode> items, LispPlace place) => items.Length == 1 ? items[0] : new LispNode.Sequence(items, place);

    private LispNode.Constant Wrong(DiagnosticDescriptor descriptor, Syntax at, params ReadOnlySpan<object> arguments)
    {
        Report(descriptor, at, arguments);
        return Nothing(at.Place);
    }

    /// <summary>Reports that a form is not written as it must be.</summary>
    private LispNode.Constant WrongForm(FormUse use, Syntax? at = null)
    {
        Report(DiagnosticDescriptors.LispFormShape, at ?? use.Syntax, use.Form.Name, use.Form.Shape);
        return Nothing(use.Place);
    }

    private LispNode.Constant TooDeep(Syntax at)
    {
        if (!_isTooDeep)
        {
            _isTooDeep = true;
            Report(DiagnosticDescriptors.LispTooDeep, at);
        }

        return Nothing(at.Place);
    }

    /// <summary>Reports a mistake; where a macro inserted the code, with a note about each macro that took part, up to a few.</summary>
    private void Report(DiagnosticDescriptor descriptor, Syntax at, params ReadOnlySpan<object> arguments) =>
        LispReport.Add(_diagnostics, descriptor, at, arguments);

    /// <summary>Makes a definition of the top level.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="place">The definition.</param>
    public LispNode.Define MakeDefinition(GlobalVariable variable, LispNode value, LispPlace place)
    {
        Know(variable, value);
        return new LispNode.Define(variable, value, place);
    }

    /// <summary>Remembers how many arguments a variable's procedure takes.</summary>
    private void Know(LispVariable variable, LispNode value)
    {
        if (value is LispNode.Lambda or LispNode.CaseLambda)
        {
            Procedures[variable] = value;
        }
    }

    /// <summary>The parts of a form; null, with a diagnostic, when it is no proper list.</summary>
    /// <param name="form">The form.</param>
    public Syntax[]? ItemsOf(PairSyntax form)
    {
        int count = 0;
        Syntax rest = form;
        for (; rest is PairSyntax pair; rest = pair.Cdr)
        {
            count++;
        }

        if (rest is not EmptySyntax)
        {
            Report(DiagnosticDescriptors.LispImproperForm, rest);
            return null;
        }

        var items = new Syntax[count];
        rest = form;
        for (int index = 0; index < count; index++)
        {
            var pair = (PairSyntax)rest;
            (items[index], rest) = (pair.Car, pair.Cdr);
        }

        return items;
    }

    /// <summary>The parts of a list that may be empty; null when it is no proper list.</summary>
    private Syntax[]? ListItems(Syntax syntax) => syntax switch
    {
        EmptySyntax => [],
        PairSyntax pair => ItemsOf(pair),
        _ => null,
    };

    private static bool IsKeyword(Syntax syntax, Scope scope, AuxiliaryMeaning keyword) =>
        syntax is Identifier identifier && CoreForms.IsAuxiliary(identifier, scope, keyword);

    private string Suggestion(string name, Scope scope)
    {
        if (LispReport.IsFull(_diagnostics))
        {
            return "";
        }

        if (Libraries.WhoExports(name) is { } library)
        {
            return $"; the library {library} has it";
        }

        var names = new List<string>();
        for (Scope? place = scope; place is not null; place = place.Outer)
        {
            names.AddRange(place.Names);
        }

        // A library may name what it does not have.
        names.RemoveAll(other => other == name);

        return name.Length > 1 && Formats.SpellingSuggestion.Nearest(name, names) is { } near ? $"; did you mean '{near}'?" : "";
    }
}
