using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli;

/// <summary>Tells whether writing an output would replace the program it is made from, whatever links lie between the two names.</summary>
/// <remarks>
/// An output takes its name by renaming, which replaces links instead of following them: what counts is where its folder
/// really is. The program was read through all links.
/// </remarks>
internal static class SourceGuard
{
    /// <summary>More links than this on one path are a loop, which the system gives up on as well.</summary>
    private const int MostLinks = 40;

    /// <summary>Whether an output is the program.</summary>
    /// <param name="output">The path to be written.</param>
    /// <param name="program">The path that was read.</param>
    public static bool WouldReplace(string output, string program)
    {
        if (output == program)
        {
            return true;
        }

        try
        {
            string place = Entry(output);
            return place == Entry(program) || place == Resolve(program);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder of one of them is gone or closed to us, so nothing will be written there either.
            return false;
        }
    }

    /// <summary>Says that an output would replace a module of the program; null when it would not.</summary>
    /// <param name="output">The path to be written.</param>
    /// <param name="program">The program.</param>
    public static string? ModuleObjection(string output, LoadedProgram program) =>
        program.Files.FirstOrDefault(path => WouldReplace(output, path)) is { } module
            ? $"'{DisplayText.Escape(output)}' is '{DisplayText.Escape(module)}', which the program is made of, and would be overwritten"
            : null;

    /// <summary>Where a path's last name stands, which may be a link itself.</summary>
    private static string Entry(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Resolve(Path.GetDirectoryName(full) ?? full), Path.GetFileName(full));
    }

    /// <summary>Follows links name by name, as the system does: two points in a link lead out of where other links have led.</summary>
    private static string Resolve(string path)
    {
        // .NET takes the two points of the user's own path as text, and does so in every file operation.
        string full = Path.GetFullPath(path);
        string place = Path.GetPathRoot(full) ?? "";
        var names = new Stack<string>();
        Push(names, full[place.Length..]);
        int links = 0;
        while (names.TryPop(out string? name))
        {
            if (name is "..")
            {
                place = Path.GetDirectoryName(place) ?? place;
            }
            else if (new FileInfo(Path.Combine(place, name)).LinkTarget is not { } target || ++links > MostLinks)
            {
                place = Path.Combine(place, name);
            }
            else
            {
                string root = Path.GetPathRoot(target) ?? "";
                place = root.Length > 0 ? root : place;
                Push(names, target[root.Length..]);
            }
        }

        return place;
    }

    private static void Push(Stack<string> names, string path)
    {
        foreach (string name in path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse())
        {
            if (name is not ("" or "."))
            {
                names.Push(name);
            }
        }
    }
}
