using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The definitions and expressions of a body, which become LETREC*.</summary>
/// <param name="expander">The expander.</param>
/// <param name="scope">The scope of the body.</param>
internal sealed class LocalDefinitions(Expander expander, Scope scope) : DefinitionTarget(scope)
{
    private readonly List<Item> _items = [];
    private int _definitions;

    /// <inheritdoc/>
    public override LispVariable Name(Identifier name, FormUse use)
    {
        if (Scope.FindHere(name.Key) is not null)
        {
            expander.ReportTwice(name);
        }

        var variable = new LocalVariable(name.Name, name.Place);
        Scope.Bind(name.Key, new VariableMeaning(variable));
        return variable;
    }

    /// <inheritdoc/>
    public override void Add(LispVariable variable, Syntax at, Func<LispNode> value) => Append(new Item([variable], null, at, value, IsDefinition: true));

    /// <inheritdoc/>
    public override void AddValues(ImmutableArray<LispVariable> variables, LispVariable? rest, Syntax at, Func<LispNode> producer) =>
        Append(new Item(variables, rest, at, producer, IsDefinition: true) { IsValues = true });

    /// <inheritdoc/>
    public override void AddExpression(Syntax syntax)
    {
        var place = Scope;
        _items.Add(new Item([], null, syntax, () => expander.Expand(syntax, place), IsDefinition: false));
    }

    private void Append(Item item)
    {
        _items.Add(item);
        _definitions = _items.Count;
    }

    /// <summary>Puts the body together.</summary>
    /// <param name="at">The form it belongs to.</param>
    public LispNode Finish(Syntax at)
    {
        if (_items.Count == _definitions)
        {
            expander.ReportEmptyBody(at);
            AddExpression(new AtomSyntax(Value.Unspecified, at.Place, at.Use));
        }

        var bindings = ImmutableArray.CreateBuilder<LispBinding>();
        var before = new Stack<(ImmutableArray<LispBinding> Bindings, Item Item, LispNode Producer)>();
        for (int index = 0; index < _definitions; index++)
        {
            var item = _items[index];
            bool isSeparate = item.IsValues && !IsUsedAlready(index);
            var value = item.Value();
            if (isSeparate && !IsUsedAlready(index))
            {
                before.Push((bindings.ToImmutable(), item, value));
                bindings.Clear();
            }
            else
            {
                AddBindings(item, value, bindings);
            }
        }

        var expressions = ImmutableArray.CreateBuilder<LispNode>(_items.Count - _definitions);
        for (int index = _definitions; index < _items.Count; index++)
        {
            expressions.Add(_items[index].Value());
        }

        var first = _items[_definitions].At.Place;
        var body = expressions.Count == 1 ? expressions[0] : new LispNode.Sequence(expressions.MoveToImmutable(), first);
        body = Bind(bindings.ToImmutable(), body, at);
        foreach (var (bound, item, producer) in before)
        {
            var variables = ImmutableArray.CreateRange(item.Variables, variable => (LocalVariable)variable);
            body = Bind(bound, new LispNode.LetValues(variables, (LocalVariable?)item.Rest, producer, body, item.At.Place), at);
        }

        return body;
    }

    private static LispNode Bind(ImmutableArray<LispBinding> bindings, LispNode body, Syntax at) =>
        bindings.IsEmpty ? body : new LispNode.LetRecursive(bindings, body, at.Place);

    /// <summary>
    /// Whether code that has been expanded refers to a variable of a definition or of one after it: then they must exist together, and those of
    /// DEFINE-VALUES are assigned.
    /// </summary>
    private bool IsUsedAlready(int index)
    {
        for (; index < _definitions; index++)
        {
            foreach (var variable in _items[index].Variables)
            {
                if (((LocalVariable)variable).IsUsed)
                {
                    return true;
                }
            }

            if (_items[index].Rest is LocalVariable { IsUsed: true })
            {
                return true;
            }
        }

        return false;
    }

    private static void AddBindings(Item item, LispNode value, ImmutableArray<LispBinding>.Builder bindings)
    {
        var place = item.At.Place;
        if (!item.IsValues)
        {
            // An expression between definitions is the value of a variable that nothing refers to.
            var variable = item.IsDefinition ? (LocalVariable)item.Variables[0] : new LocalVariable("_", place);
            bindings.Add(new LispBinding(variable, value));
            return;
        }

        var assigned = item.Rest is null ? item.Variables : item.Variables.Add(item.Rest);
        foreach (var variable in assigned)
        {
            variable.IsAssigned = true;
            bindings.Add(new LispBinding((LocalVariable)variable, new LispNode.Constant(Value.Unspecified, place)));
        }

        var values = ValuesDistribution.Make(item.Variables, item.Rest, value, place, (variable, given) => new LispNode.Assign(variable, given, place));
        bindings.Add(new LispBinding(new LocalVariable("_", place), values));
    }

    /// <summary>A definition, or an expression; it has then no variables.</summary>
    private readonly record struct Item(ImmutableArray<LispVariable> Variables, LispVariable? Rest, Syntax At, Func<LispNode> Value, bool IsDefinition)
    {
        public bool IsValues { get; init; }
    }
}
