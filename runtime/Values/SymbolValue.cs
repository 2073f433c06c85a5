using System.Collections.Concurrent;

namespace TinyTotIL.Runtime.Values;

/// <summary>A symbol. Two symbols with one name are one object, so that EQ? is a comparison of references.</summary>
public sealed class SymbolValue : HeapValue
{
    private static readonly ConcurrentDictionary<string, WeakReference<SymbolValue>> Known = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, WeakReference<SymbolValue>>.AlternateLookup<ReadOnlySpan<char>> KnownByPart =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private SymbolValue(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Symbol;

    /// <summary>The symbol with a name that is part of a text; most symbols that are read are known already.</summary>
    /// <param name="name">The name.</param>
    public static SymbolValue Of(ReadOnlySpan<char> name) =>
        KnownByPart.TryGetValue(name, out var reference) && reference.TryGetTarget(out var symbol) ? symbol : Of(name.ToString());

    /// <summary>The symbol with a name.</summary>
    /// <param name="name">The name.</param>
    public static SymbolValue Of(string name)
    {
        while (true)
        {
            var reference = Known.GetOrAdd(name, static name => new WeakReference<SymbolValue>(new SymbolValue(name)));
            if (reference.TryGetTarget(out var symbol))
            {
                return symbol;
            }

            Known.TryRemove(new KeyValuePair<string, WeakReference<SymbolValue>>(name, reference));
        }
    }
}
