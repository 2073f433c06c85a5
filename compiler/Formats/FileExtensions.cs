namespace TinyTotIL.Compiler.Formats;

/// <summary>How the names of program files end.</summary>
public static class FileExtensions
{
    /// <summary>Of a program as text.</summary>
    public const string Text = ".ttvm";

    /// <summary>Of a program in binary form.</summary>
    public const string Binary = ".ttb";
}
