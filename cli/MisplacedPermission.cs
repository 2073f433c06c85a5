using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Cli;

/// <summary>Permission flags that stand where they do not do what someone surely meant.</summary>
/// <remarks>A plain run comes here too, so nothing here may name the parser of command lines.</remarks>
internal static class MisplacedPermission
{
    /// <summary>Says of a flag behind FILE that the program gets it. Only the word right behind is looked at: further ones are more likely the program's own.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="program">Where in them FILE stands.</param>
    /// <param name="console">Where to say it.</param>
    public static void Warn(string[] arguments, int program, IConsole console)
    {
        if (program + 1 < arguments.Length && IsFlag(arguments[program + 1].Split('=')[0]))
        {
            console.WriteErrorLine($"ttil: warning: {DisplayText.Escape(DisplayText.Shorten(arguments[program + 1]))} goes to the program, because it stands after FILE; it grants or denies nothing");
        }
    }

    /// <summary>What is wrong when FILE is no file and stands behind a flag whose target it was meant to be; null otherwise.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="program">Where in them FILE stands.</param>
    /// <param name="files">The files.</param>
    public static string? Problem(string[] arguments, int program, IFileSystem files)
    {
        if (program < 1 || program + 1 >= arguments.Length || !IsFlag(arguments[program - 1]) || arguments[program - 1] == PermissionFlag.Sandbox)
        {
            return null;
        }

        (string flag, string target) = (arguments[program - 1], DisplayText.Escape(DisplayText.Shorten(arguments[program])));
        return IsFile(arguments[program], files) || !IsFile(arguments[program + 1], files)
            ? null
            : $"'{target}' is taken for FILE and is no file; a target follows its flag after =, as in {flag}={target}";
    }

    private static bool IsFlag(string word) =>
        word == PermissionFlag.Sandbox || PermissionFlag.Kinds.Any(kind => word == PermissionFlag.Allow(kind) || word == PermissionFlag.Deny(kind));

    private static bool IsFile(string path, IFileSystem files)
    {
        try
        {
            return files.KindOf(path) is not (FileKind.None or FileKind.Folder);
        }
        catch (HostException)
        {
            return false;
        }
    }
}
