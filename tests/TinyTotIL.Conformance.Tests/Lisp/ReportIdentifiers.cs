using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>The names of the Scheme report, from <c>r7rs-identifiers.txt</c>.</summary>
internal sealed class ReportIdentifiers
{
    private static readonly string File = Path.Combine(CaseCatalog.Root, "tests", "TinyTotIL.Conformance.Tests", "Lisp", "r7rs-identifiers.txt");

    private ReportIdentifiers()
    {
    }

    /// <summary>The sections, in the order of the report.</summary>
    public List<ReportSection> Sections { get; } = [];

    /// <summary>What names that do not do all the report says do instead.</summary>
    public Dictionary<string, string> Limits { get; } = [];

    /// <summary>Reads the file.</summary>
    public static ReportIdentifiers Load()
    {
        var report = new ReportIdentifiers();
        foreach (string line in System.IO.File.ReadLines(File).Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            report.Add(line);
        }

        return report;
    }

    private void Add(string line)
    {
        if (line[0] == '[')
        {
            Sections.Add(new ReportSection(line.Trim('[', ']')));
            return;
        }

        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string[] head = line[..colon].Split(' ');
        string rest = line[(colon + 2)..];
        if (head[0] == "!")
        {
            Limits.Add(head[1], rest);
            return;
        }

        Sections[^1].Identifiers.AddRange(rest.Split(' ').Select(name => new ReportIdentifier(name, head[0], head[1])));
    }
}
