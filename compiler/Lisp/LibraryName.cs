using System.Globalization;
using System.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The name of a library, such as <c>(scheme base)</c>.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Path">As the path of its file without the extension: <c>scheme/base</c>.</param>
/// <param name="IsStandard">Whether its file is in the folder of the standard library.</param>
internal sealed record LibraryName(string Text, string Path, bool IsStandard)
{
    /// <summary>Reads a name; null when it is none.</summary>
    /// <param name="syntax">Identifiers and integers in a list.</param>
    public static LibraryName? Read(Syntax syntax)
    {
        var path = new StringBuilder();
        string first = "";
        var rest = syntax;
        for (; rest is PairSyntax pair; rest = pair.Cdr)
        {
            string? part = pair.Car switch
            {
                Identifier identifier => identifier.Name,
                AtomSyntax { Value: { IsInt: true, AsInt: >= 0 } number } => number.AsInt.ToString(CultureInfo.InvariantCulture),
                _ => null,
            };
            if (part is null or "" or "." or ".." || part.AsSpan().IndexOfAny("/\\:\0") >= 0)
            {
                return null;
            }

            first = path.Length == 0 ? part : first;
            path.Append(path.Length == 0 ? "" : "/").Append(part);
        }

        return path.Length == 0 || rest is not EmptySyntax
            ? null
            : new LibraryName(SyntaxText.Of(syntax), path.ToString(), first is "scheme" or "ttil" or "srfi");
    }
}
