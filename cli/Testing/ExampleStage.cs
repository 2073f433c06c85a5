using TinyTotIL.Cli.Cases;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Testing;

/// <summary>The folder that is the current directory of a program under test; what it leaves there goes with this object.</summary>
/// <remarks>
/// A program that states nothing is run where it would be run by hand, in the folder above its own, as TinyTotVM does. One that
/// states what it does gets a folder with copies of its own folder and of the data it names, and a clean one each time.
/// </remarks>
internal sealed class ExampleStage : IDisposable
{
    private readonly IFileSystem _files;
    private readonly bool _isTemporary;

    /// <summary>Prepares the folder.</summary>
    /// <param name="folder">The folder of the program.</param>
    /// <param name="stated">What the program states; null when that is nothing.</param>
    /// <param name="files">Where the folder is.</param>
    /// <exception cref="IOException">Something cannot be copied.</exception>
    public ExampleStage(string folder, CaseFile? stated, IFileSystem files)
    {
        _files = files;
        string above = Path.GetDirectoryName(folder) ?? folder;
        _isTemporary = stated is not null;
        Folder = above;
        if (stated is null)
        {
            return;
        }

        Folder = Directory.CreateTempSubdirectory("ttil-test-").FullName;
        CopyFolder(folder, Path.Combine(Folder, Path.GetFileName(folder)));
        foreach (string data in stated.Data.Where(IsInside))
        {
            Copy(Path.Combine(above, data), Path.Combine(Folder, data));
        }

        foreach (var (name, content) in stated.Files.Where(file => IsInside(file.Key)))
        {
            string path = Path.Combine(Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isTemporary)
        {
            return;
        }

        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It lies among temporary files, and something that the program has started may still use it.
        }
    }

    /// <summary>Whether a path that a program names leads nowhere else.</summary>
    private static bool IsInside(string path) => !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");

    private void Copy(string from, string to)
    {
        if (Directory.Exists(from))
        {
            CopyFolder(from, to);
        }
        else if (_files.KindOf(from) == FileKind.File)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true);
        }
    }

    private void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string folder in Directory.EnumerateDirectories(from, "*", every))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        // A pipe would be waited for, and what .NET cannot name cannot be copied.
        foreach (string file in Directory.EnumerateFiles(from, "*", every).Where(file => _files.KindOf(file) == FileKind.File))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }
}
