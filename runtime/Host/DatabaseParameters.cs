using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>Values for the parameters of an SQL statement, by place or by name: null, Bool, Int, Float, Str and Bytes.</summary>
public sealed class DatabaseParameters
{
    private readonly Dictionary<string, Value>? _named;

    private DatabaseParameters(IReadOnlyList<Value> values, Dictionary<string, Value>? named) => (Values, _named) = (values, named);

    /// <summary>No parameters.</summary>
    public static DatabaseParameters None { get; } = new([], null);

    /// <summary>The values in order; those by name too.</summary>
    public IReadOnlyList<Value> Values { get; }

    /// <summary>Whether they go by name.</summary>
    public bool AreNamed => _named is not null;

    /// <summary>The values by name, without a mark before it; empty when they go by place.</summary>
    public IReadOnlyDictionary<string, Value> Named => _named ?? [];

    /// <summary>Parameters by place.</summary>
    /// <param name="values">Their values.</param>
    public static DatabaseParameters Of(ListValue values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values.ToArray(), null);
    }

    /// <summary>Parameters by name.</summary>
    /// <param name="values">Their values.</param>
    public static DatabaseParameters Of(ObjectValue values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var named = new Dictionary<string, Value>(values.Fields);
        return new([.. named.Values], named);
    }

    /// <summary>The first value that no database takes, or null.</summary>
    public Value? Foreign()
    {
        foreach (var value in Values)
        {
            if (!(value.IsNull || value.IsInt || value.IsFloat || value.IsBool || value.IsText || value.Tag is BytesValue))
            {
                return value;
            }
        }

        return null;
    }
}
