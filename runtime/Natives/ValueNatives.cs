using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of values of any type.</summary>
[TtvmLibrary("value")]
public static class ValueNatives
{
    private const int MostShown = 1000;

    /// <summary>Whether two values are the same, of whatever types: lists by elements, objects by fields in any order.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("value.same"), Pure]
    public static bool Same(Value a, Value b) => ValueIdentity.AreSame(a, b);

    /// <summary>A value as error messages show it, cut after 1,000 characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">Any value.</param>
    [TtvmFunction("value.debug")]
    public static string Debug(ProcessContext context, Value value) => ValueText.Debug(value, context.Addresses, MostShown);
}
