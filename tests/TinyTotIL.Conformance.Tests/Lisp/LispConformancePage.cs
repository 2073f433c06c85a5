using System.Globalization;
using System.Text;

namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>What of the Scheme report works, as a page to read: <c>docs/lisp-conformance.md</c>.</summary>
internal static class LispConformancePage
{
    private const int MostCasesShown = 3;

    private const string Introduction =
        """
        # Conformance to R7RS-small

        This page is generated from the names of the report (`tests/TinyTotIL.Conformance.Tests/Lisp/r7rs-identifiers.txt`) and the cases in
        `tests/cases/lisp`, which a test runs in every mode: interpreted, compiled, through the binary form and optimized. A name without a
        case fails that test, and so does a case that does something else than it says.


        """;

    /// <summary>The page; lines end with LF.</summary>
    /// <param name="report">The names.</param>
    /// <param name="cases">The cases.</param>
    public static string Render(ReportIdentifiers report, IReadOnlyList<LispCase> cases)
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        int count = report.Sections.Sum(section => section.Identifiers.Count);
        page.Append(CultureInfo.InvariantCulture, $"{count} names, {count - report.Limits.Count} of them work as the report says");
        page.Append(report.Limits.Count == 0 ? ".\n" : "; these do not in all cases:\n\n");
        foreach (var (name, limit) in report.Limits)
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{name}`: {limit}\n");
        }

        foreach (var section in report.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n| Name | Kind | Where | Works | Cases |\n|---|---|---|---|---|\n");
            foreach (var identifier in section.Identifiers)
            {
                AppendRow(page, section, identifier, report, cases);
            }
        }

        return page.ToString();
    }

    /// <summary>The cases that show what a name does: those about its section where there are any.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="identifier">The name.</param>
    /// <param name="cases">All cases.</param>
    public static IReadOnlyList<LispCase> CasesFor(ReportSection section, ReportIdentifier identifier, IReadOnlyList<LispCase> cases)
    {
        var users = cases.Where(one => !one.IsLibraryList && one.Words.Contains(identifier.Name)).ToList();
        var about = users.Where(one => one.Sections.Any(number => section.Numbers.Any(title => Within(number, title)))).ToList();
        return about.Count > 0 ? about : users;
    }

    private static bool Within(string number, string title) =>
        number == title || title.StartsWith(number + ".", StringComparison.Ordinal) || number.StartsWith(title + ".", StringComparison.Ordinal);

    private static void AppendRow(
        StringBuilder page, ReportSection section, ReportIdentifier identifier, ReportIdentifiers report, IReadOnlyList<LispCase> cases)
    {
        var shown = CasesFor(section, identifier, cases);
        string home = identifier.Kind is "procedure" or "syntax" ? $"`(scheme {identifier.Home})`" : identifier.Home;
        string works = report.Limits.ContainsKey(identifier.Name) ? "in part, see above" : "yes";
        string links = string.Join(", ", shown.Take(MostCasesShown)
            .Select(one => $"[{Path.GetFileNameWithoutExtension(one.Name)}](../tests/cases/lisp/{one.Name})"));
        string more = shown.Count > MostCasesShown ? string.Create(CultureInfo.InvariantCulture, $" and {shown.Count - MostCasesShown} more") : "";
        page.Append(CultureInfo.InvariantCulture, $"| `{identifier.Name}` | {identifier.Kind} | {home} | {works} | {links}{more} |\n");
    }
}
