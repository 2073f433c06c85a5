using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>Every name of the Scheme report has a case, and the page says so.</summary>
public sealed class LispConformanceTests
{
    private static readonly ReportIdentifiers Report = ReportIdentifiers.Load();

    private static readonly IReadOnlyList<LispCase> Cases = LispCase.LoadAll();

    [Fact]
    public void Every_name_of_the_report_has_a_case()
    {
        var without = Report.Sections
            .SelectMany(section => section.Identifiers.Where(identifier => LispConformancePage.CasesFor(section, identifier, Cases).Count == 0))
            .Select(identifier => identifier.Name);
        Assert.Empty(without);
    }

    [Fact]
    public void Every_name_of_the_report_is_listed_once()
    {
        var names = Report.Sections.SelectMany(section => section.Identifiers).Select(identifier => identifier.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(Report.Limits.Keys, name => Assert.Contains(name, names));
    }

    [Fact]
    public void Every_library_of_the_report_exports_its_names()
    {
        var identifiers = Report.Sections.SelectMany(section => section.Identifiers).Where(identifier => identifier.Kind is "procedure" or "syntax");
        foreach (var library in identifiers.Where(identifier => identifier.Home != "r5rs").GroupBy(identifier => identifier.Home))
        {
            var list = Assert.Single(Cases, one => one.IsLibraryList && one.Name == $"libraries/scheme-{library.Key}.scm");
            Assert.Empty(library.Select(identifier => identifier.Name).Except(list.Words));
        }
    }

    [Fact]
    public void The_page_is_current()
    {
        string path = Path.Combine(CaseCatalog.Root, "docs", "lisp-conformance.md");
        string page = LispConformancePage.Render(Report, Cases);
        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path), "docs/lisp-conformance.md is out of date; run the tests with TTIL_ACCEPT_SNAPSHOTS=1.");
    }
}
