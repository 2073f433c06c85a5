namespace TinyTotIL.Runtime.Host;

/// <summary>What a path names, found once: permission is asked for it, and what is then read or written is the same.</summary>
/// <param name="fullPath">Its absolute path, without <c>..</c> and links; as far as it exists.</param>
/// <param name="accessPath">The path by which it is used.</param>
public class FilePlace(string fullPath, string accessPath) : IDisposable
{
    /// <summary>Its absolute path, without <c>..</c> and links; as far as it exists.</summary>
    public string FullPath { get; } = fullPath;

    /// <summary>The path by which it is used.</summary>
    public string AccessPath { get; protected set; } = accessPath;

    /// <summary>Why it cannot be used; null when it can be, or when that is not known before it is tried.</summary>
    public HostException? Problem { get; init; }

    /// <summary>
    /// What is no folder although the path has <c>.</c> or <c>..</c> behind it; null when there is no such thing. The system gives up there, and
    /// <see cref="Problem"/> says why; the other paths are as if it were a folder.
    /// </summary>
    public string? Obstacle { get; init; }

    /// <summary>Whether nothing is there, and a file could be.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the path leads through one of the links that the system keeps for each of its processes.</summary>
    public bool IsThroughProcess { get; init; }

    /// <summary>Makes an empty file where nothing is; false when something has come there meanwhile.</summary>
    /// <exception cref="HostException">No file can be made there.</exception>
    public virtual bool TryCreate() => true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the place.</summary>
    /// <param name="isDisposing">Always true.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        // A place that is only a path holds nothing.
    }
}
