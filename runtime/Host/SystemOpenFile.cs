#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>An open file of this machine.</summary>
/// <param name="file">The file; its buffer is turned off, so that what is written is there at once.</param>
/// <param name="path">Its path, for the errors.</param>
/// <param name="handle">What counts it as open.</param>
internal sealed class SystemOpenFile(FileStream file, string path, SystemHandle handle) : IOpenFile
{
    private const string Closed = "the file is closed";

    /// <inheritdoc/>
    public int Read(Span<byte> target)
    {
        try
        {
            return file.Read(target);
        }
        catch (ObjectDisposedException error)
        {
            throw new HostException(Closed, error);
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, path);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> content)
    {
        try
        {
            file.Write(content);
        }
        catch (ObjectDisposedException error)
        {
            throw new HostException(Closed, error);
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        handle.Dispose();
    }
}
