namespace TinyTotIL.Runtime.Host;

/// <summary>Counts bytes that one of several holds, against what all may hold together.</summary>
/// <param name="share">Counts for all; the array has one element.</param>
/// <param name="most">What all may hold together.</param>
internal sealed class ByteAccount(long[] share, long most)
{
    private long _held;

    /// <summary>Counts more; false, with nothing counted, when that would be too much.</summary>
    /// <param name="count">Bytes.</param>
    public bool TryAdd(int count)
    {
        if (Interlocked.Add(ref share[0], count) > most)
        {
            Interlocked.Add(ref share[0], -count);
            return false;
        }

        _held += count;
        return true;
    }

    /// <summary>Gives all back.</summary>
    public void Clear()
    {
        Interlocked.Add(ref share[0], -_held);
        _held = 0;
    }
}
