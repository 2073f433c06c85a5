using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>A file system that does only what is permitted.</summary>
/// <remarks>A path is followed once. Permission is asked for where it leads, and that very place is then used, whatever happens to the path.</remarks>
/// <param name="inner">The file system.</param>
/// <param name="rules">What is permitted.</param>
internal sealed class GuardedFileSystem(IFileSystem inner, AccessRules rules) : IFileSystem
{
    /// <summary>How often a file may come and go between two looks at it.</summary>
    private const int MostAttempts = 16;

    private delegate void Writer(string path, ReadOnlySpan<byte> content);

    /// <summary>The file system without its guard.</summary>
    public IFileSystem Inner => inner;

    /// <inheritdoc/>
    public byte[] ReadAllBytes(string path) => Read(path, inner.ReadAllBytes);

    /// <inheritdoc/>
    public byte[] ReadRegularFile(string path) => Read(path, inner.ReadRegularFile);

    /// <inheritdoc/>
    public IOpenFile OpenRead(string path) => Read(path, inner.OpenRead);

    /// <inheritdoc/>
    public IOpenFile OpenWrite(string path, bool append) => Write(path, place => inner.OpenWrite(place, append));

    /// <inheritdoc/>
    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => Write(path, content, inner.WriteAllBytes);

    /// <inheritdoc/>
    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) => Write(path, content, inner.AppendAllBytes);

    /// <inheritdoc/>
    public long Size(string path) => Read(path, inner.Size);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path) => Read(path, inner.List);

    /// <inheritdoc/>
    public bool Exists(string path)
    {
        if (rules.SeesAllFiles || IsNoPath(path))
        {
            return inner.Exists(path);
        }

        using var place = Permitted(AccessKind.Read, path, inner.Find(path));
        return place.Problem is null && inner.Exists(place.AccessPath);
    }

    /// <inheritdoc/>
    public void Delete(string path) => Entry(path, inner.Delete);

    /// <inheritdoc/>
    public FileKind KindOf(string path)
    {
        if (rules.SeesAllFiles || IsNoPath(path))
        {
            return inner.KindOf(path);
        }

        using var place = Permitted(AccessKind.Read, path, inner.Find(path));
        return place.Problem is null ? inner.KindOf(place.AccessPath) : FileKind.None;
    }

    /// <inheritdoc/>
    public long Modified(string path) => Read(path, inner.Modified);

    /// <inheritdoc/>
    public void MakeFolder(string path, bool isPrivate) => Entry(path, place => inner.MakeFolder(place, isPrivate));

    /// <inheritdoc/>
    public void RemoveFolder(string path) => Entry(path, inner.RemoveFolder);

    /// <inheritdoc/>
    /// <remarks>
    /// What is renamed can be read at its new path, so it must be readable at the old one. With a folder go all files in it: nothing below the
    /// old path or the new one may be denied, or it would escape under another name.
    /// </remarks>
    public void Rename(string from, string to)
    {
        if (rules.SeesAllFiles)
        {
            inner.Rename(from, to);
            return;
        }

        using var source = Renamable(from);
        using var target = Renamable(to);
        CheckName(target);
        inner.Rename(source.AccessPath, target.AccessPath);
    }

    /// <inheritdoc/>
    public void Copy(string from, string to, CancellationToken cancelled)
    {
        if (rules.SeesAllFiles)
        {
            inner.Copy(from, to, cancelled);
            return;
        }

        using var source = Permitted(AccessKind.Read, from, inner.Find(from));
        if (source.Problem is not null)
        {
            throw source.Problem;
        }

        using var target = PlaceToWrite(to);
        inner.Copy(source.AccessPath, target.AccessPath, cancelled);
    }

    /// <inheritdoc/>
    public string TemporaryFolder()
    {
        string path = inner.TemporaryFolder();
        if (!rules.SeesAllFiles)
        {
            Permitted(AccessKind.Write, path, inner.Find(path)).Dispose();
        }

        return path;
    }

    /// <inheritdoc/>
    /// <remarks>What may be neither read nor written is refused without waiting.</remarks>
    public bool MayWait(string path)
    {
        if (rules.SeesAllFiles || IsNoPath(path))
        {
            return inner.MayWait(path);
        }

        try
        {
            using var place = inner.Find(path);
            bool isPermitted = rules.FileRefusal(AccessKind.Read, path, place) is null || rules.FileRefusal(AccessKind.Write, path, place) is null;
            return isPermitted && place.Problem is null && inner.MayWait(place.AccessPath);
        }
        catch (HostException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public FilePlace Find(string path) => inner.Find(path);

    /// <inheritdoc/>
    public FilePlace FindEntry(string path) => inner.FindEntry(path);

    /// <summary>Whether a path may be read or written.</summary>
    /// <param name="permission">Reading or writing.</param>
    /// <param name="path">The path.</param>
    public bool Permits(AccessKind permission, string path)
    {
        if (rules.SeesAllFiles)
        {
            return true;
        }

        try
        {
            using var place = inner.Find(path);
            return rules.FileRefusal(permission, path, place) is null;
        }
        catch (HostException)
        {
            return false;
        }
    }

    /// <summary>Paths that name nothing anywhere; no permission changes what they give.</summary>
    private static bool IsNoPath(string path) => path.Length == 0 || path.Contains('\0', StringComparison.Ordinal);

    private T Read<T>(string path, Func<string, T> use)
    {
        if (rules.SeesAllFiles)
        {
            return use(path);
        }

        using var place = Permitted(AccessKind.Read, path, inner.Find(path));
        return use(place.Problem is null ? place.AccessPath : throw place.Problem);
    }

    private void Write(string path, ReadOnlySpan<byte> content, Writer use)
    {
        if (rules.SeesAllFiles)
        {
            use(path, content);
            return;
        }

        using var place = PlaceToWrite(path);
        use(place.AccessPath, content);
    }

    private T Write<T>(string path, Func<string, T> use)
    {
        if (rules.SeesAllFiles)
        {
            return use(path);
        }

        using var place = PlaceToWrite(path);
        return use(place.AccessPath);
    }

    /// <summary>Changes an entry of a folder; a link is not followed.</summary>
    private void Entry(string path, Action<string> use)
    {
        if (rules.SeesAllFiles)
        {
            use(path);
            return;
        }

        using var place = Permitted(AccessKind.Write, path, inner.FindEntry(path));
        use(place.Problem is null ? place.AccessPath : throw place.Problem);
    }

    private FilePlace Renamable(string path)
    {
        var place = Permitted(AccessKind.Read, path, Permitted(AccessKind.Write, path, inner.FindEntry(path)));
        if ((place.Problem ?? (rules.RefusalBelow(place) is { } refusal ? new HostException(refusal) : null)) is not { } problem)
        {
            return place;
        }

        place.Dispose();
        throw problem;
    }

    private FilePlace PlaceToWrite(string path)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            var place = Permitted(AccessKind.Write, path, inner.Find(path));
            try
            {
                CheckName(place);
            }
            catch
            {
                place.Dispose();
                throw;
            }

            // What is to be new is made new: a link that comes in its way meanwhile is not followed.
            if (place.IsMissing ? place.TryCreate() : place.Problem is null)
            {
                return place;
            }

            using (place)
            {
                if (!place.IsMissing)
                {
                    throw place.Problem!;
                }
            }
        }

        throw new HostException(ErrorText.PermissionUnsteady);
    }

    /// <summary>A journal tells SQLite to change and remove files, wherever they are.</summary>
    private void CheckName(FilePlace place)
    {
        if (rules.KeepsFilesOrDatabases && SystemSqliteFiles.IsCompanion(place.FullPath))
        {
            throw new HostException(ErrorText.PermissionDatabaseJournal);
        }
    }

    private FilePlace Permitted(AccessKind permission, string path, FilePlace place)
    {
        if (rules.FileRefusal(permission, path, place) is not { } refusal)
        {
            return place;
        }

        place.Dispose();
        throw new HostException(refusal);
    }
}
