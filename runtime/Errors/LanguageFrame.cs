using System.Globalization;

namespace TinyTotIL.Runtime.Errors;

/// <summary>A place in a program as errors show it: the instruction that failed, or a call that led to it.</summary>
/// <param name="Function">The function, as the label that enters it; null at the top level of a module.</param>
/// <param name="File">The source file; null when nothing is known of the place.</param>
/// <param name="Line">The line in the file, from 1; 0 when it is not known.</param>
/// <param name="Column">The column in the line, from 1; 0 when it is not known, as in binary files.</param>
/// <param name="Module">The module as IMPORT names it; null in the main program.</param>
public sealed record LanguageFrame(string? Function, string? File, int Line, int Column, string? Module)
{
    /// <summary>Whether it is code of the libraries that Scheme comes with.</summary>
    public bool IsInLibrary { get; init; }

    /// <summary>
    /// The function called here, when its frame is gone because it has ended in a tail call, and so have those it led to, up to the
    /// frame before this one; null when that has not happened, or cannot be known.
    /// </summary>
    public string? TailCallsFrom { get; init; }

    /// <summary>
    /// <c>function (file:line:column)</c>, followed by the module where the file is not its own. A binary file gives functions and files any
    /// name at all, line ends and terminal commands included; they are shown as escapes.
    /// </summary>
    public override string ToString() => DisplayText.Escape(Text());

    private string Text()
    {
        string function = Function ?? "<top level>";
        if (File is null)
        {
            return Module is null ? function : $"{function} (in {Module})";
        }

        string column = Column > 0 ? string.Create(CultureInfo.InvariantCulture, $":{Column}") : "";
        string module = Module is null || Module == File ? "" : $" in {Module}";
        return string.Create(CultureInfo.InvariantCulture, $"{function} ({File}:{Line}{column}{module})");
    }
}
