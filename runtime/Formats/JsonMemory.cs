namespace TinyTotIL.Runtime.Formats;

/// <summary>What a parser remembers of what it has read. A thread keeps it for the next text, which often is of the same kind, and may be short.</summary>
internal sealed class JsonMemory
{
    [ThreadStatic]
    private static JsonMemory? _spare;

    /// <summary>The names of fields.</summary>
    public JsonNames Names { get; } = new();

    /// <summary>The shapes of objects.</summary>
    public JsonObjects Objects { get; } = new();

    /// <summary>The memory of this thread, or one that knows nothing yet; nobody else has it.</summary>
    public static JsonMemory Take()
    {
        var memory = _spare ?? new JsonMemory();
        _spare = null;
        return memory;
    }

    /// <summary>Keeps it for the next who takes one on this thread.</summary>
    public void Return() => _spare = this;
}
