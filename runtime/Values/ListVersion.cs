namespace TinyTotIL.Runtime.Values;

/// <summary>One state of an array that lists share; replacing an element makes the next one.</summary>
/// <remarks>
/// <para>
/// The idea is Baker's: the array holds the newest version, an older one says how it differs from the next. A version refers
/// only to newer ones, so what was overwritten lives no longer than the lists that can still see it.
/// </para>
/// <para>
/// Lists may be read by several threads. A writer ends the version before it touches an element, and a reader takes its
/// element first and looks at the version afterwards, so a reader who still finds it the newest has read its own element.
/// </para>
/// </remarks>
internal sealed class ListVersion
{
    /// <summary>Stands for the next version while the difference is being written down.</summary>
    private static readonly ListVersion Busy = new(new ListBuffer(0));

    private ListVersion? _next;
    private int _place;
    private Value _old;

    /// <summary>Begins with the newest version of an array.</summary>
    /// <param name="buffer">What its lists share.</param>
    public ListVersion(ListBuffer buffer) => Buffer = buffer;

    /// <summary>Makes the version of a single list that has its elements for itself.</summary>
    /// <param name="restored">The elements.</param>
    public ListVersion(Value[] restored)
        : this(Busy.Buffer)
    {
        Restored = restored;
        _next = Busy;
    }

    /// <summary>What the lists of the array share.</summary>
    public ListBuffer Buffer { get; }

    /// <summary>The elements of an older version's only list; null for a version of an array that lists share.</summary>
    public Value[]? Restored { get; }

    /// <summary>Whether the array still holds this version; true only if everything read from it before belongs to it.</summary>
    public bool IsNewest
    {
        get
        {
            Volatile.ReadBarrier();
            return _next is null;
        }
    }

    /// <summary>Replaces an element in place; null when this is not the newest version, or after very many replacements.</summary>
    /// <param name="items">The array.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="value">The new element.</param>
    /// <returns>The version that has the new element.</returns>
    public ListVersion? Replace(Value[] items, int place, Value value)
    {
        if (_next is not null || Buffer.IsWorn)
        {
            return null;
        }

        // Nothing may fail while this is busy: readers would wait for ever.
        var next = new ListVersion(Buffer);
        if (Interlocked.CompareExchange(ref _next, Busy, null) is not null)
        {
            return null;
        }

        (_place, _old) = (place, items[place]);
        Buffer.Count(_old);
        Volatile.Write(ref _next, next);
        Volatile.WriteBarrier();
        items[place] = value;
        return next;
    }

    /// <summary>Reads an element if the newest version is not many steps away.</summary>
    /// <param name="items">The array.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="steps">The most steps to take.</param>
    /// <param name="value">The element.</param>
    public bool TryRead(Value[] items, int place, int steps, out Value value)
    {
        var version = this;
        for (int i = 0; i <= steps; i++)
        {
            value = items[place];
            if (version.IsNewest)
            {
                return true;
            }

            var next = version.AwaitNext();
            if (version._place == place)
            {
                value = version._old;
                return true;
            }

            version = next;
        }

        value = default;
        return false;
    }

    /// <summary>Turns elements copied from the array into those of this version.</summary>
    /// <param name="copy">The elements; copied after this version was, and perhaps is no more, the newest.</param>
    /// <param name="start">Where in the array they begin.</param>
    public void Restore(Span<Value> copy, int start)
    {
        var differences = new Stack<ListVersion>();
        for (var version = this; !version.IsNewest; version = version.AwaitNext())
        {
            differences.Push(version);
        }

        // The oldest difference at a place is the one that counts, so it comes last.
        foreach (var version in differences)
        {
            int place = version._place - start;
            if ((uint)place < (uint)copy.Length)
            {
                copy[place] = version._old;
            }
        }
    }

    private ListVersion AwaitNext()
    {
        var wait = default(SpinWait);
        while (true)
        {
            var next = Volatile.Read(ref _next)!;
            if (next != Busy)
            {
                return next;
            }

            wait.SpinOnce();
        }
    }
}
