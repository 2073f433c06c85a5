using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Shows data of a program to people.</summary>
internal static class SyntaxText
{
    private const int MostShown = 200;

    /// <summary>A datum as it is written, shortened when it is long.</summary>
    /// <param name="syntax">The datum.</param>
    public static string Of(Syntax syntax)
    {
        string text = DatumWriter.ToText(SyntaxData.ToValue(syntax), DatumStyle.Write, MostShown);
        return text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "...") : text;
    }
}
