namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>A section of the Scheme report with the names that it describes.</summary>
/// <param name="Title">Number and title.</param>
internal sealed record ReportSection(string Title)
{
    /// <summary>The names, in the order of the report.</summary>
    public List<ReportIdentifier> Identifiers { get; } = [];

    /// <summary>The numbers in the title, such as 5.2 and 5.6.</summary>
    public IEnumerable<string> Numbers => Title.Split(' ', ',').Where(word => word.Length > 0 && char.IsAsciiDigit(word[0]));
}
