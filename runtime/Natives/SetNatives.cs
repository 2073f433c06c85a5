using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of sets: objects with one field for each element, whose name tells the element from all others.</summary>
[TtvmLibrary("set")]
public static class SetNatives
{
    /// <summary>The set of the elements of a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("set.from_list")]
    public static ObjectValue FromList(ProcessContext context, ListValue list)
    {
        long begun = context.BeginWork(list.Count);
        var set = ObjectValue.Empty;
        for (int i = 0; i < list.Count && context.Reductions >= 0; i++)
        {
            set = Add(context, set, list[i]);
        }

        context.EndWork(begun);
        return set;
    }

    /// <summary>A set with a value added; the same set when it has it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="set">The set.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("set.add")]
    public static ObjectValue Add(ProcessContext context, ObjectValue set, Value value)
    {
        string key = ContentKey.Of(context, value);
        return set.TryGet(key, out _) ? set : set.Set(key, value);
    }

    /// <summary>1 when a value is in a set, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="set">The set.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("set.has"), Pure]
    public static long Has(ProcessContext context, ObjectValue set, Value value) => set.TryGet(ContentKey.Of(context, value), out _) ? 1 : 0;

    /// <summary>A set without a value; the same set when it does not have it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="set">The set.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("set.remove")]
    public static ObjectValue Remove(ProcessContext context, ObjectValue set, Value value) => set.Remove(ContentKey.Of(context, value));

    /// <summary>The elements of the first set that are in the second.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first set.</param>
    /// <param name="b">The second.</param>
    [TtvmFunction("set.intersection")]
    public static ObjectValue Intersection(ProcessContext context, ObjectValue a, ObjectValue b) => ObjectNatives.Keep(context, a, name => b.TryGet(name, out _));

    /// <summary>The elements of the first set that are not in the second.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first set.</param>
    /// <param name="b">The second.</param>
    [TtvmFunction("set.difference")]
    public static ObjectValue Difference(ProcessContext context, ObjectValue a, ObjectValue b) => ObjectNatives.Keep(context, a, name => !b.TryGet(name, out _));

    /// <summary>1 when all elements of the first set are in the second, otherwise 0.</summary>
    /// <param name="a">The first set.</param>
    /// <param name="b">The second.</param>
    [TtvmFunction("set.is_subset"), Pure]
    public static long IsSubset(ObjectValue a, ObjectValue b)
    {
        a.GetFields(out string[] keys, out _);
        return a.Count <= b.Count && Array.TrueForAll(keys, key => b.TryGet(key, out _)) ? 1 : 0;
    }
}
