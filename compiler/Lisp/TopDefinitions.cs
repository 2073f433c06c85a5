using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The definitions and expressions of the top level of a program or of a library that is not a standard one.</summary>
/// <param name="expander">The expander.</param>
/// <param name="scope">The top level.</param>
internal class TopDefinitions(Expander expander, TopScope scope) : DefinitionTarget(scope)
{
    private readonly List<Func<LispNode>> _items = [];
    private readonly List<Syntax> _later = [];

    /// <summary>Whether nothing but declarations has been met.</summary>
    public bool IsAtBeginning { get; private set; } = true;

    /// <inheritdoc/>
    public override LispVariable Name(Identifier name, FormUse use)
    {
        IsAtBeginning = false;
        return scope.Define(name, use.Form.Kind == FormKind.DefineIntegrable ? new PrimitiveProcedure(name.Name, default) : null);
    }

    /// <inheritdoc/>
    public override void Add(LispVariable variable, Syntax at, Func<LispNode> value) =>
        AddItem([variable], () => expander.MakeDefinition((GlobalVariable)variable, value(), at.Place));

    /// <inheritdoc/>
    public override void AddValues(ImmutableArray<LispVariable> variables, LispVariable? rest, Syntax at, Func<LispNode> producer) =>
        AddItem(
            rest is null ? variables : variables.Add(rest),
            () => ValuesDistribution.Make(
                variables, rest, producer(), at.Place, (variable, value) => expander.MakeDefinition((GlobalVariable)variable, value, at.Place)));

    /// <inheritdoc/>
    public override void AddExpression(Syntax syntax)
    {
        IsAtBeginning = false;
        var place = Scope;
        AddItem([], () => expander.Expand(syntax, place));
    }

    /// <inheritdoc/>
    public override bool Declare(FormUse use)
    {
        if (use.Form.Kind == FormKind.Import)
        {
            expander.Libraries.Import(use, scope, replacesDefault: IsAtBeginning && !scope.IsOpen);
        }
        else
        {
            expander.Libraries.Declare(use);
        }

        return true;
    }

    /// <summary>Keeps forms until all imports are known.</summary>
    /// <param name="forms">The forms.</param>
    public void Later(ReadOnlySpan<Syntax> forms) => _later.AddRange(forms);

    /// <summary>Takes the forms that were kept.</summary>
    public void TakeLater()
    {
        expander.Scan(_later.ToArray(), this);
        _later.Clear();
    }

    /// <summary>Expands everything, in order.</summary>
    public List<LispNode> Finish()
    {
        var nodes = new List<LispNode>(_items.Count);
        for (int index = 0; index < _items.Count; index++)
        {
            expander.CurrentForm = index;
            nodes.Add(_items[index]());
        }

        return nodes;
    }

    /// <summary>Adds something to be done in its turn.</summary>
    /// <param name="variables">What it defines.</param>
    /// <param name="item">Expands it.</param>
    protected virtual void AddItem(ImmutableArray<LispVariable> variables, Func<LispNode> item)
    {
        foreach (var variable in variables)
        {
            scope.NoteDefinition((GlobalVariable)variable, _items.Count);
        }

        _items.Add(item);
    }
}
