using System.Xml.Linq;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Profiling;

public sealed class CoverageReportTests
{
    [Fact]
    public void A_stretch_counts_all_that_lies_in_it()
    {
        var recorder = new CoverageRecorder(6);
        Add(recorder.NewTable(), (0, 4), (1, 3));
        Add(recorder.NewTable(), (1, 2), (5, 6));
        Assert.Equal([1, 3, 2, 1, 0, 1], recorder.Starts());
    }

    [Fact]
    public void Lines_are_reported_with_those_that_were_not_reached()
    {
        var report = Report();
        Assert.Equal("Coverage: 3 of 4 lines (75.0 %)", report.Summary);
        var file = Assert.Single(report.Files);
        Assert.Equal("src/main.ttvm", file.Path);
        Assert.Equal([(1, 5L, null), (2, 0L, null), (3, 1L, "f"), (4, 1L, "f")], file.Lines.Select(line => (line.Number, line.Hits, line.Function)));
    }

    [Fact]
    public void Cobertura_has_packages_classes_methods_and_lines()
    {
        using var stream = new MemoryStream(Report().ToCobertura(time: 17));
        var root = XDocument.Load(stream).Root!;
        Assert.Equal(("0.75", "3", "4", "17"), (root.Attribute("line-rate")!.Value, root.Attribute("lines-covered")!.Value, root.Attribute("lines-valid")!.Value, root.Attribute("timestamp")!.Value));
        var package = Assert.Single(root.Element("packages")!.Elements("package"));
        Assert.Equal("src", package.Attribute("name")!.Value);
        var file = Assert.Single(package.Element("classes")!.Elements("class"));
        Assert.Equal("src/main.ttvm", file.Attribute("filename")!.Value);
        Assert.Equal("f", Assert.Single(file.Element("methods")!.Elements("method")).Attribute("name")!.Value);
        Assert.Equal(["1:5", "2:0", "3:1", "4:1"], file.Element("lines")!.Elements("line").Select(line => $"{line.Attribute("number")!.Value}:{line.Attribute("hits")!.Value}"));
    }

    /// <summary>Line 1 has two instructions, and the library some more that nobody counts.</summary>
    private static CoverageReport Report()
    {
        SourceRow[] rows =
        [
            new(0, "src/main.ttvm", 1), new(2, "src/main.ttvm", 2), new(3, "src/main.ttvm", 3), new(4, "src/main.ttvm", 4), new(5, "std/math.ttvm", 1),
        ];
        var symbols = new ProgramSymbols([(0, ""), (3, "f"), (5, "g")], rows);
        var image = new ProgramImage([new ModuleImage("src/main.ttvm", Start: 0, Length: 7, LoadError: null, Body: null)], () => symbols);
        var recorder = new CoverageRecorder(8);
        Add(recorder.NewTable(), (0, 2), (1, 2), (1, 2), (1, 2), (1, 2), (3, 5));
        return new CoverageReport(image, recorder);
    }

    private static void Add(long[] table, params (int First, int End)[] stretches)
    {
        foreach (var (first, end) in stretches)
        {
            table[first]++;
            table[end]--;
        }
    }
}
