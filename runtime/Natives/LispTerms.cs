using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What the runtime says of processes, and is told of them, as data of Lisp: association lists by symbols, with hyphens where the runtime has underscores.</summary>
internal static class LispTerms
{
    /// <summary>Fields whose texts are names.</summary>
    private static readonly HashSet<string> Words = ["state", "status", "strategy", "restart", "type", "shutdown", "name"];

    /// <summary>A message: what was sent, or <c>(down reference pid reason)</c>, <c>(exit pid reason)</c> and <c>(child-exit pid reason)</c> of the runtime.</summary>
    /// <param name="message">The message.</param>
    public static Value OfMessage(Message message) => message is not SystemMessage told ? message.Received : told.Kind switch
    {
        SystemMessageKind.Down => SchemeListNatives.ListOf(
            [Symbol("down"), told.Reference is { } reference ? reference : Value.Bool(false), told.Pid, Reason(told.Reason)]),
        SystemMessageKind.Exit => SchemeListNatives.ListOf([Symbol("exit"), told.Pid, Reason(told.Reason)]),
        _ => SchemeListNatives.ListOf([Symbol("child-exit"), told.Pid, Reason(told.Reason[$"child_exit_{told.Pid}_".Length..])]),
    };

    /// <summary>The reason of an end: a symbol when it is a word, such as <c>normal</c>, and a string when it is a sentence, as errors have.</summary>
    /// <param name="reason">The reason as the runtime has it.</param>
    public static Value Reason(string reason) => IsWord(reason) ? Symbol(reason) : Value.Text(reason);

    /// <summary>A value of the runtime as data of Lisp.</summary>
    /// <param name="value">Simple values, lists and objects of them.</param>
    public static Value Of(Value value)
    {
        switch (value.Tag)
        {
            case ListValue list:
                return SchemeListNatives.ListOf(Array.ConvertAll(list.ToArray(), Of));
            case ObjectValue fields:
                return SchemeListNatives.ListOf([.. fields.Fields.Select(static field => Value.From(new PairValue(
                    Symbol(field.Key.Replace('_', '-')),
                    field.Value.IsText && Words.Contains(field.Key) ? Symbol(field.Value.AsText.Replace('_', '-')) : Of(field.Value))))]);
            default:
                return value.IsNull ? Value.Bool(false) : value;
        }
    }

    /// <summary>An association list as an object, with a list under <c>children</c> as a list of objects.</summary>
    /// <param name="entries">The association list.</param>
    /// <returns>The object; the value itself when it is no association list, which whoever reads it says.</returns>
    public static Value ToObject(Value entries)
    {
        var result = ObjectValue.Empty;
        var rest = entries;
        for (; rest.Tag is PairValue { Car.Tag: PairValue { Car.Tag: SymbolValue key } entry } pair; rest = pair.Cdr)
        {
            string name = key.Name.Replace('-', '_');
            result = result.Set(name, name == "children" ? ToObjects(entry.Cdr) : Word(name, entry.Cdr));
        }

        return rest.IsEmptyList ? Value.From(result) : entries;
    }

    /// <summary>Reads the name of a process or child.</summary>
    /// <param name="context">Raises an error when it is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="name">A symbol or string.</param>
    /// <param name="text">The name.</param>
    public static bool TryName(ProcessContext context, string procedure, Value name, out string text)
    {
        text = name.Tag switch
        {
            SymbolValue symbol => symbol.Name,
            MutableText mutable => mutable.ToString(),
            _ => name.IsText ? name.AsText : "",
        };
        bool isName = name.Tag is SymbolValue or MutableText || name.IsText;
        if (!isName)
        {
            context.RaiseWrongType(procedure, "a name, a symbol or string,", name);
        }

        return isName;
    }

    private static Value ToObjects(Value list)
    {
        var items = new List<Value>();
        var rest = list;
        for (; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            items.Add(ToObject(pair.Car));
        }

        return rest.IsEmptyList ? Value.From(ListValue.FromOwned([.. items])) : list;
    }

    private static Value Word(string field, Value value) => value.Tag switch
    {
        SymbolValue symbol => Value.Text(field == "id" ? symbol.Name : symbol.Name.Replace('-', '_')),
        MutableText text => Value.Text(text.ToString()),
        _ => value,
    };

    private static Value Symbol(string name) => Value.From(SymbolValue.Of(name));

    private static bool IsWord(string text) =>
        text.Length is > 0 and < 64 && char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '?' or '!');
}
