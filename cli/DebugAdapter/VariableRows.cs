using System.Globalization;
using System.Text.Json.Nodes;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>Shows variables and values to an editor.</summary>
/// <param name="session">The program, which stands still.</param>
/// <param name="state">Numbers what opens.</param>
internal sealed class VariableRows(DebugSession session, StoppedState state)
{
    /// <summary>Rows given to an editor that does not ask for fewer.</summary>
    public const int MostRows = 1000;

    /// <summary>Rows given to an editor that asks for more.</summary>
    public const int MostAsked = 10_000;

    private const int MostInValue = 200;

    /// <summary>Elements of a list of pairs that are shown beside each other; what follows is a row that opens, so a circle has no end but every row has one.</summary>
    private const int MostElements = 1000;

    /// <summary>A value as the fields that rows and results of expressions have in common.</summary>
    /// <param name="value">The value.</param>
    /// <param name="process">The process that it belongs to.</param>
    /// <param name="expression">An expression for it; null when there is none.</param>
    /// <param name="field">What the field with its text is called.</param>
    /// <param name="most">Most characters of that.</param>
    public JsonObject Describe(Value value, long process, string? expression, string field, int most = MostInValue)
    {
        value = value.Tag is CellValue cell ? cell.Content : value;
        var row = new JsonObject
        {
            [field] = ValueDisplay.Of(value, session.AddressesOf(process), most),
            ["type"] = TypeOf(value),
            ["variablesReference"] = 0,
        };
        int count = CountOf(value);
        if (count > 0)
        {
            row["variablesReference"] = state.Add(new VariableContainer.Parts(process, value, expression));
            row[IsIndexed(value) ? "indexedVariables" : "namedVariables"] = count;
        }

        return row;
    }

    /// <summary>How many rows something opens into.</summary>
    /// <param name="container">What it is.</param>
    public int CountOf(VariableContainer container) => container switch
    {
        VariableContainer.Locals locals => session.Variables(locals.Frame).Count,
        VariableContainer.Operands operands => session.OperandCount(operands.Frame),
        VariableContainer.Mailbox mailbox => session.Mailbox(mailbox.Process, MostRows).Count,
        VariableContainer.Parts parts => CountOf(parts.Value),
        _ => session.Globals(container.Process).Count(IsOwn),
    };

    /// <summary>Some of the rows that something opens into.</summary>
    /// <param name="container">What it is.</param>
    /// <param name="first">Rows to leave out.</param>
    /// <param name="most">Most rows to give.</param>
    public JsonArray Open(VariableContainer container, int first, int most)
    {
        var rows = new JsonArray();
        foreach (var (name, value, expression) in Members(container, first, most))
        {
            var row = Describe(value, container.Process, expression, "value");
            row["name"] = DisplayText.Escape(DisplayText.Shorten(name));
            if (expression is not null)
            {
                row["evaluateName"] = expression;
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Whether rows are numbered, not named.</summary>
    /// <param name="container">What opens into them.</param>
    public static bool IsIndexed(VariableContainer container) =>
        container is VariableContainer.Operands or VariableContainer.Mailbox || (container is VariableContainer.Parts parts && IsIndexed(parts.Value));

    private static bool IsIndexed(Value value) => value.Tag is ListValue or VectorValue or MultipleValues or PairValue;

    private static string TypeOf(Value value)
    {
        string name = ValueParts.KindName(value);
        return name[..2] == "a " ? name[2..] : name[..3] == "an " ? name[3..] : name;
    }

    private static int CountOf(Value value) => value.Tag is PairValue ? ElementsOf(value).Count() : ValueParts.CountOf(value);

    /// <summary>The elements of a list of pairs, and what it ends in where that is not the empty list.</summary>
    private static IEnumerable<(string Name, Value Part)> ElementsOf(Value list)
    {
        var rest = list;
        for (int index = 0; index < MostElements && rest.Tag is PairValue pair; index++)
        {
            yield return (index.ToString(CultureInfo.InvariantCulture), pair.Car);
            rest = pair.Cdr;
            if (ReferenceEquals(rest.Tag, list.Tag))
            {
                break;
            }
        }

        if (rest.Kind != ValueKind.EmptyList)
        {
            yield return ("rest", rest);
        }
    }

    /// <summary>Names that no program writes are those of the compiler.</summary>
    private static bool IsOwn(KeyValuePair<string, Value> variable) => !variable.Key.Contains('@', StringComparison.Ordinal);

    private IEnumerable<(string Name, Value Value, string? Expression)> Members(VariableContainer container, int first, int most) => container switch
    {
        VariableContainer.Locals locals => session.Variables(locals.Frame).Skip(first).Take(most).Select(variable => (variable.Key, variable.Value, ExpressionFor(variable.Key))),
        VariableContainer.Operands operands => Range(first, most, session.OperandCount(operands.Frame))
            .Select(depth => (depth == 0 ? "0 (top)" : Number(depth), session.Operand(operands.Frame, depth), (string?)("$" + Number(depth)))),
        VariableContainer.Mailbox mailbox => session.Mailbox(mailbox.Process, (int)Math.Min(int.MaxValue, (long)first + most)).Skip(first)
            .Select((message, index) => (Number(first + index), message, (string?)null)),
        VariableContainer.Parts parts => PartsOf(parts, first, most),
        _ => session.Globals(container.Process).Where(IsOwn).Skip(first).Take(most).Select(variable => (variable.Key, variable.Value, ExpressionFor(variable.Key))),
    };

    private static IEnumerable<(string Name, Value Value, string? Expression)> PartsOf(VariableContainer.Parts parts, int first, int most)
    {
        var members = parts.Value.Tag is PairValue ? ElementsOf(parts.Value).Skip(first).Take(most) : ValueParts.Of(parts.Value, first, most);
        bool isIndexed = IsIndexed(parts.Value);
        return members.Select(member => (member.Name, member.Part, ExpressionFor(parts.Expression, member.Name, isIndexed)));
    }

    private static IEnumerable<int> Range(int first, int most, int count) => Enumerable.Range(first, (int)Math.Max(0, Math.Min(count - (long)first, most)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A variable as an expression; null for a name that expressions cannot have.</summary>
    private string? ExpressionFor(string name) =>
        DebugExpression.TryRead(name, session.IsLisp, out var expression, out _) && expression.Variable == name ? name : null;

    private static string? ExpressionFor(string? whole, string part, bool isIndexed) => whole switch
    {
        null => null,
        _ when isIndexed => part == "rest" ? null : $"{whole}[{part}]",
        _ => part.AsSpan().ContainsAny('"', '\\', '\n') ? null : $"{whole}[\"{part}\"]",
    };
}
