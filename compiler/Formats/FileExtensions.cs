namespace TinyTotIL.Compiler.Formats;

/// <summary>How the names of program files end.</summary>
public static class FileExtensions
{
    /// <summary>Of a program as text.</summary>
    public const string Text = ".ttvm";

    /// <summary>Of a program in binary form.</summary>
    public const string Binary = ".ttb";

    /// <summary>Of a program in Scheme.</summary>
    public const string Scheme = ".scm";

    /// <summary>The same, in another usual form.</summary>
    public const string ShortScheme = ".ss";

    /// <summary>Of a program in Lisp, which is Scheme.</summary>
    public const string Lisp = ".lisp";

    /// <summary>Whether a program is in Scheme, by the name of its file.</summary>
    /// <param name="path">The path.</param>
    public static bool IsLisp(string path) =>
        Path.GetExtension(path) is { Length: > 2 } extension
        && (extension.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            || extension.Equals(ShortScheme, StringComparison.OrdinalIgnoreCase)
            || extension.Equals(Lisp, StringComparison.OrdinalIgnoreCase));
}
