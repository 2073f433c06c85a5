namespace TinyTotIL.Runtime.Values;

/// <summary>A port of Lisp: characters or bytes come from it or go to it, one after the other.</summary>
/// <remarks>It is not copied when it is sent to another process. In a program with processes whoever uses it holds its lock meanwhile.</remarks>
public abstract class PortValue : HeapValue, IHandleResource
{
    private int _isClosed;

    /// <inheritdoc/>
    public sealed override ValueKind Kind => ValueKind.Port;

    /// <summary>Whether characters or bytes come from it; otherwise they go to it.</summary>
    public abstract bool IsInput { get; }

    /// <summary>Whether it is one of characters; otherwise it is one of bytes.</summary>
    public abstract bool IsTextual { get; }

    /// <summary>What error texts call it: its file, or what else it is connected with.</summary>
    public abstract string Name { get; }

    /// <summary>Whether using it may wait for someone else.</summary>
    public virtual bool MayWait => false;

    /// <summary>Whether it could give a whole line without waiting for anyone; no where that is not known.</summary>
    internal virtual bool HasLine => false;

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    /// <summary>Why what it had kept back could not be written when it was closed; null when it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>Is told when it is closed.</summary>
    internal Action<PortValue>? Closed { get; set; }

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        Failure = Free();
        Closed?.Invoke(this);
        return true;
    }

    /// <summary>Writes what it has kept back, and frees what it holds.</summary>
    /// <returns>Why it could not be written, in the system's words; null when it was, or there was nothing.</returns>
    protected abstract string? Free();
}
