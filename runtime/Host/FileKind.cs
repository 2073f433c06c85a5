namespace TinyTotIL.Runtime.Host;

/// <summary>What a path names, after all links.</summary>
public enum FileKind
{
    /// <summary>Nothing, or what cannot be examined.</summary>
    None,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a device or a socket.</summary>
    Other,
}
