using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler.Modules;

/// <summary>What reading a file gave: its bytes, or the system's sentence why not.</summary>
/// <param name="Bytes">The content; null when it could not be read.</param>
/// <param name="Error">Such as <c>No such file or directory (os error 2)</c>; null when it was read.</param>
public readonly record struct ModuleContent(byte[]? Bytes, string? Error)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="read">Reads it, or throws what the host throws.</param>
    public static ModuleContent Read(string path, Func<string, byte[]> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return new ModuleContent(read(path), Error: null);
        }
        catch (HostException error)
        {
            return new ModuleContent(Bytes: null, error.Message);
        }
    }
}
