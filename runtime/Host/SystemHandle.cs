namespace TinyTotIL.Runtime.Host;

/// <summary>One file or socket that counts as open until it is freed, or until the collector finds that nobody can reach it.</summary>
/// <param name="handles">Counts them.</param>
internal sealed class SystemHandle(SystemHandles handles) : IDisposable
{
    private int _isReturned;

    /// <summary>Counts it as closed if it was forgotten.</summary>
    ~SystemHandle() => Return();

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        GC.SuppressFinalize(this);
    }

    private void Return()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
        {
            handles.Return();
        }
    }
}
