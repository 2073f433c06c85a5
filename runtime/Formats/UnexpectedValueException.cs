using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>A value has no form in the format it is to be written in.</summary>
internal sealed class UnexpectedValueException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="expected">What has a form, as the error text says it.</param>
    /// <param name="value">The value that has none.</param>
    public UnexpectedValueException(string expected, Value value)
        : base(expected) => Value = value;

    /// <summary>The value that has no form.</summary>
    public Value Value { get; }
}
