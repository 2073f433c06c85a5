using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>The ways between .NET objects and values of scripts. All methods are pure and may be called by any thread.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>.NET</term><description>Value</description></listheader>
/// <item><term><see langword="null"/></term><description>Null</description></item>
/// <item><term><see cref="bool"/>, integers, <see cref="double"/> and <see cref="float"/>, <see cref="string"/></term><description>Bool, Int, Float, Str. An integer that does not fit 64 bits, and one that does not fit the type asked
/// for, cannot be converted; a Float never becomes an integer.</description></item>
/// <item><term>arrays, lists and other sequences</term><description>List; in Scheme a list, and on the way back also a vector</description></item>
/// <item><term>dictionaries with <see cref="string"/> keys</term><description>Object; in Scheme an association list with symbols</description></item>
/// <item><term>array of <see cref="byte"/></term><description>Bytes; in Scheme a bytevector</description></item>
/// <item><term>delegates</term><description>a function that the script can call, with at most eight parameters. Functions of a script remain values: <see cref="Machine.InvokeAsync{T}"/> calls them.</description></item>
/// <item><term><see cref="System.Numerics.BigInteger"/>, <see cref="char"/></term><description>an exact integer and a character of Scheme; in assembly a <see cref="char"/> is a Str</description></item>
/// <item><term><see cref="Value"/> and the classes that hold values</term><description>themselves</description></item>
/// <item><term>any other object</term><description>a foreign object, which the script passes on and does not look into</description></item>
/// </list>
/// What is converted is copied: a change of a list on one side is not seen on the other.
/// </remarks>
public static class ScriptValues
{
    /// <summary>The value for an object.</summary>
    /// <param name="content">The object; null is the null value.</param>
    /// <exception cref="ArgumentException">It is nested too deeply, too long, or what no script may hold, such as a <see cref="Type"/>.</exception>
    public static Value ToValue(object? content) => ValueConversion.ToValue(content, default);

    /// <summary>The value for an object, as data of Scheme.</summary>
    /// <param name="content">The object; null is the null value.</param>
    /// <exception cref="ArgumentException">As for <see cref="ToValue"/>.</exception>
    public static Value ToSchemeValue(object? content) => ValueConversion.ToValue(content, new ConversionTarget(IsScheme: true, Owner: null));

    /// <summary>What a value is in .NET.</summary>
    /// <typeparam name="T">The type asked for; <see cref="object"/> gives what is natural: a <see cref="long"/> for an Int, a list of objects for a List.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidCastException">It has no such form.</exception>
    public static T? FromValue<T>(Value value) =>
        ValueConversion.TryConvert(value, typeof(T), out object? converted)
            ? (T?)converted
            : throw new InvalidCastException($"The value {ValueConversion.Describe(value)} cannot be converted to {typeof(T)}.");
}
