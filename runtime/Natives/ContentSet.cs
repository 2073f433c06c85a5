using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Which values have been seen, as <see cref="ContentKey"/> tells them apart.</summary>
/// <param name="context">The running process.</param>
internal sealed class ContentSet(ProcessContext context)
{
    private readonly HashSet<long> _integers = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Adds a value; false when it was there.</summary>
    /// <param name="value">The value.</param>
    public bool Add(Value value) => value.IsInt ? _integers.Add(value.AsInt) : _keys.Add(ContentKey.Of(context, value));

    /// <summary>Whether a value is there.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(Value value) => value.IsInt ? _integers.Contains(value.AsInt) : _keys.Contains(ContentKey.Of(context, value));
}
