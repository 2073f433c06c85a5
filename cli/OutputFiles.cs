using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>Writes a set of files completely or not at all.</summary>
/// <remarks>
/// Each content goes to a temporary name in the target folder first, which is where a full disk or a missing permission
/// shows. Then the old files move aside and the new ones take their names. Whatever fails, every step is taken back.
/// </remarks>
internal sealed class OutputFiles
{
    private readonly IFileSystem _files;
    private readonly Stack<Action> _undo = new();

    private OutputFiles(IFileSystem files) => _files = files;

    /// <summary>Writes files, which replace older ones. Missing folders are created.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="outputs">The files.</param>
    /// <returns>Null, or which file could not be written and why.</returns>
    public static string? Write(IFileSystem files, IReadOnlyList<OutputFile> outputs)
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

            replaced.ForEach(File.Delete);
            return null;
        }
        catch (Exception error) when (IsFileFailure(error))
        {
            transaction.TakeBack();
            return $"'{DisplayText.Escape(current)}' cannot be written: {error.Message}";
        }
    }

    private static bool IsFileFailure(Exception error) =>
        error is HostException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private string Stage(OutputFile output)
    {
        if (Directory.Exists(output.Path))
        {
            throw new IOException("there is a folder of that name");
        }

        CreateFolder(FolderOf(output.Path));
        string temporary = TemporaryBeside(output.Path);
        _undo.Push(() => File.Delete(temporary));
        _files.WriteAllBytes(temporary, output.Content);
        return temporary;
    }

    private void Replace(string temporary, string target, List<string> replaced)
    {
        if (File.Exists(target))
        {
            string aside = TemporaryBeside(target);
            File.Move(target, aside);
            _undo.Push(() => File.Move(aside, target, overwrite: true));
            replaced.Add(aside);
        }

        File.Move(temporary, target, overwrite: true);
        _undo.Push(() => File.Delete(target));
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
            Directory.CreateDirectory(next);
            _undo.Push(() => Directory.Delete(next));
        }
    }

    private void TakeBack()
    {
        while (_undo.TryPop(out var step))
        {
            try
            {
                step();
            }
            catch (Exception error) when (IsFileFailure(error))
            {
                // The other steps are still worth taking, and the user is told about the first failure.
            }
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    /// <summary>A short name, which fits wherever the target's does, without an extension that means something.</summary>
    private static string TemporaryBeside(string path) => Path.Combine(FolderOf(path), $".ttil-{Path.GetRandomFileName()[..8]}");
}
