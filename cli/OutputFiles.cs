using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>Writes a set of files completely or not at all.</summary>
/// <remarks>
/// Each content goes to a temporary name in the target folder first, which is where a full disk or a missing permission
/// shows. Then the new files take the names of the old ones, of which copies are kept. Whatever fails, every step is taken back.
/// At no time is a file missing that was there before.
/// </remarks>
internal sealed class OutputFiles
{
    private readonly IFileSystem _files;

    /// <summary>What is to be done at the end, last first: taking every step back, unless they all succeeded.</summary>
    private readonly Stack<Action> _cleanup = new();

    private OutputFiles(IFileSystem files) => _files = files;

    /// <summary>Writes files, which replace older ones. Missing folders are created.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="outputs">The files.</param>
    /// <returns>Null, or which file could not be written and why.</returns>
    public static string? Write(IFileSystem files, IReadOnlyList<OutputFile> outputs) =>
        TryWrite(files, outputs) is var (path, reason) ? $"'{DisplayText.Escape(path)}' cannot be written: {reason}" : null;

    /// <summary>Writes files, which replace older ones. Missing folders are created.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="outputs">The files.</param>
    /// <returns>Null, or which file could not be written, and the system's words why.</returns>
    public static (string Path, string Reason)? TryWrite(IFileSystem files, IReadOnlyList<OutputFile> outputs)
    {
        var transaction = new OutputFiles(files);
        string current = "";
        try
        {
            var staged = new List<(string Temporary, string Target)>();
            foreach (var output in outputs)
            {
                current = output.Path;
                staged.Add((transaction.Stage(output), output.Path));
            }

            var replaced = new List<string>();
            foreach (var (temporary, target) in staged)
            {
                current = target;
                transaction.Replace(temporary, target, replaced);
            }

            transaction.Complete(replaced);
            return null;
        }
        catch (HostException error)
        {
            return (current, error.Message);
        }
        finally
        {
            transaction.CleanUp();
        }
    }

    /// <summary>Does something to a file or folder of the user's; .NET's own words for a failure show full and temporary paths.</summary>
    private static void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, path);
        }
    }

    private string Stage(OutputFile output)
    {
        if (Directory.Exists(output.Path))
        {
            throw new HostException("there is a folder of that name");
        }

        CreateFolder(FolderOf(output.Path));
        string temporary = TemporaryBeside(output.Path);
        _cleanup.Push(() => File.Delete(temporary));
        _files.WriteAllBytes(temporary, output.Content);
        return temporary;
    }

    private void Replace(string temporary, string target, List<string> replaced)
    {
        Action undo = () => File.Delete(target);
        if (File.Exists(target))
        {
            string copy = TemporaryBeside(target);
            _cleanup.Push(() => File.Delete(copy));
            Try(target, () => File.Copy(target, copy));
            replaced.Add(copy);
            undo = () => File.Move(copy, target, overwrite: true);
        }

        Try(target, () => File.Move(temporary, target, overwrite: true));
        _cleanup.Push(undo);
    }

    private void CreateFolder(string folder)
    {
        var missing = new Stack<string>();
        for (string? next = folder; !string.IsNullOrEmpty(next) && !Path.Exists(next); next = Path.GetDirectoryName(next))
        {
            missing.Push(next);
        }

        while (missing.TryPop(out string? next))
        {
            Try(next, () => Directory.CreateDirectory(next));
            _cleanup.Push(() => Directory.Delete(next));
        }
    }

    private void Complete(List<string> replaced)
    {
        _cleanup.Clear();
        foreach (string old in replaced)
        {
            _cleanup.Push(() => File.Delete(old));
        }
    }

    private void CleanUp()
    {
        while (_cleanup.TryPop(out var step))
        {
            try
            {
                step();
            }
            catch (Exception error) when (SystemError.IsFileFailure(error))
            {
                // The other steps are still worth taking, and the user is told about the first failure.
            }
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    /// <summary>A short name, which fits wherever the target's does, without an extension that means something.</summary>
    private static string TemporaryBeside(string path) => Path.Combine(FolderOf(path), $".ttil-{Path.GetRandomFileName()[..8]}");
}
