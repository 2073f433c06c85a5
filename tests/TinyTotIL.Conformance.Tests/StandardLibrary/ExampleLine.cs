
namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>An example in short form, taken apart.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Kind">What is said about it.</param>
/// <param name="Expected">What it gives or prints, as written.</param>
internal sealed record ExampleLine(string Expression, ExampleKind Kind, string Expected)
{
    private static readonly (string Mark, ExampleKind Kind)[] Marks =
    [
        (" = ", ExampleKind.Equals), (" gives ", ExampleKind.Gives), (" raises ", ExampleKind.Raises), (" prints ", ExampleKind.Prints),
    ];

    /// <summary>How a page says it.</summary>
    public string Word => Kind switch
    {
        ExampleKind.Raises => "raises",
        ExampleKind.Prints => "prints",
        _ => "is",
    };

    /// <summary>Takes a line apart at its first mark that stands in no quotes. A line without any leaves and prints nothing.</summary>
    /// <param name="text">The line.</param>
    public static ExampleLine Parse(string text)
    {
        bool isQuoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            isQuoted ^= text[index] == '"';
            index += isQuoted && text[index] == '\\' ? 1 : 0;
            foreach (var (mark, kind) in Marks)
            {
                if (!isQuoted && string.CompareOrdinal(text, index, mark, 0, mark.Length) == 0)
                {
                    return new ExampleLine(text[..index], kind, text[(index + mark.Length)..]);
                }
            }
        }

        return new ExampleLine(text, ExampleKind.Prints, "");
    }

    /// <summary>All that it is to print.</summary>
    public string Output => Kind switch
    {
        ExampleKind.Gives => QuotedCaseText.Read(Expected) + "\n",
        ExampleKind.Prints when Expected.Length == 0 => "",
        _ => Expected + "\n",
    };
}
