using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of objects. Fields keep the order in which they were first set.</summary>
[TtvmLibrary("object")]
public static class ObjectNatives
{
    /// <summary>The object itself; an error in the name of a function of the library when it is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">What should be an object.</param>
    /// <param name="function">The function that was given it.</param>
    [TtvmFunction("object.expect"), Pure]
    public static ObjectValue Expect(ProcessContext context, Value fields, string function)
    {
        if (fields.Tag is ObjectValue value)
        {
            return value;
        }

        context.RaiseTypeMismatch(function, "an object", fields);
        return ObjectValue.Empty;
    }

    /// <summary>The names of the fields.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    [TtvmFunction("object.keys")]
    public static ListValue Keys(ProcessContext context, ObjectValue fields) =>
        Collect(context, fields, static (name, _) => Value.Text(name));

    /// <summary>The values of the fields.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    [TtvmFunction("object.values")]
    public static ListValue Values(ProcessContext context, ObjectValue fields) => Collect(context, fields, static (_, value) => value);

    /// <summary>The fields as pairs [name, value].</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    [TtvmFunction("object.entries")]
    public static ListValue Entries(ProcessContext context, ObjectValue fields) =>
        Collect(context, fields, static (name, value) => Value.From(ListValue.FromOwned([Value.Text(name), value])));

    /// <summary>The object with the fields that pairs [name, value] say; of several with one name the last counts.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="pairs">The pairs.</param>
    [TtvmFunction("object.from_pairs")]
    public static ObjectValue FromPairs(ProcessContext context, ListValue pairs)
    {
        long begun = context.BeginWork(pairs.Count);
        var fields = ObjectValue.Empty;
        for (int i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Tag is not ListValue { Count: 2 } pair || !pair[0].IsText)
            {
                context.RaiseTypeMismatch("object.from_pairs", "lists of a string and a value", pairs[i]);
                return fields;
            }

            fields = fields.Set(pair[0].AsText, pair[1]);
        }

        context.EndWork(begun);
        return fields;
    }

    /// <summary>The object with the fields of both; where both have one, the second's value counts.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">One object.</param>
    /// <param name="second">The other.</param>
    [TtvmFunction("object.merge")]
    public static ObjectValue Merge(ProcessContext context, ObjectValue first, ObjectValue second)
    {
        long begun = context.BeginWork(second.Count);
        second.GetFields(out string[] names, out var values);
        for (int i = 0; i < names.Length; i++)
        {
            first = first.Set(names[i], values[i]);
        }

        context.EndWork(begun);
        return first;
    }

    /// <summary>The value of a field, or another value when there is no such field.</summary>
    /// <param name="fields">The object.</param>
    /// <param name="name">The field.</param>
    /// <param name="otherwise">The other value.</param>
    [TtvmFunction("object.get_or"), Pure]
    public static Value GetOr(ObjectValue fields, string name, Value otherwise) => fields.TryGet(name, out var value) ? value : otherwise;

    /// <summary>1 when there is a field with the name, otherwise 0.</summary>
    /// <param name="fields">The object.</param>
    /// <param name="name">The field.</param>
    [TtvmFunction("object.has"), Pure]
    public static long Has(ObjectValue fields, string name) => fields.TryGet(name, out _) ? 1 : 0;

    /// <summary>The object with a field set.</summary>
    /// <param name="fields">The object.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    [TtvmFunction("object.set")]
    public static ObjectValue Set(ObjectValue fields, string name, Value value) => fields.Set(name, value);

    /// <summary>The object without a field; the same if there is none.</summary>
    /// <param name="fields">The object.</param>
    /// <param name="name">The field.</param>
    [TtvmFunction("object.remove")]
    public static ObjectValue Remove(ObjectValue fields, string name) => fields.Remove(name);

    /// <summary>The object with only the fields whose names are in a list, in its own order.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    /// <param name="names">The names.</param>
    [TtvmFunction("object.pick")]
    public static ObjectValue Pick(ProcessContext context, ObjectValue fields, ListValue names) =>
        Filter(context, "object.pick", fields, names, kept: true);

    /// <summary>The object without the fields whose names are in a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    /// <param name="names">The names.</param>
    [TtvmFunction("object.omit")]
    public static ObjectValue Omit(ProcessContext context, ObjectValue fields, ListValue names) =>
        Filter(context, "object.omit", fields, names, kept: false);

    private static ObjectValue Filter(ProcessContext context, string function, ObjectValue fields, ListValue names, bool kept)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (!names[i].IsText)
            {
                context.RaiseTypeMismatch(function, "a list of strings as argument 2", names[i]);
                return fields;
            }

            listed.Add(names[i].AsText);
        }

        return Keep(context, fields, name => listed.Contains(name) == kept);
    }

    /// <summary>The fields whose names are to be kept, in their order.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="fields">The object.</param>
    /// <param name="isKept">Whether a name is kept.</param>
    internal static ObjectValue Keep(ProcessContext context, ObjectValue fields, Predicate<string> isKept)
    {
        long begun = context.BeginWork(fields.Count);
        fields.GetFields(out string[] names, out var values);
        var result = ObjectValue.Empty;
        for (int i = 0; i < names.Length; i++)
        {
            if (isKept(names[i]))
            {
                result = result.Set(names[i], values[i]);
            }
        }

        context.EndWork(begun);
        return result;
    }

    private static ListValue Collect(ProcessContext context, ObjectValue fields, Func<string, Value, Value> element)
    {
        long begun = context.BeginWork(fields.Count);
        fields.GetFields(out string[] names, out var values);
        var elements = new Value[names.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = element(names[i], values[i]);
        }

        context.EndWork(begun);
        return ListValue.FromOwned(elements);
    }
}
