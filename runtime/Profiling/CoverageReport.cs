using System.Globalization;
using System.Text;
using System.Xml;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>Which lines of a program were reached.</summary>
/// <remarks>The libraries that come with TinyTotIL are left out: nobody wants to know how much of them a program uses.</remarks>
public sealed class CoverageReport
{
    private const string LibraryFolder = "std/";

    /// <summary>Takes the figures as they are.</summary>
    /// <param name="image">The program.</param>
    /// <param name="recorder">The figures.</param>
    public CoverageReport(ProgramImage image, CoverageRecorder recorder)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(recorder);
        var files = new SortedDictionary<string, SortedDictionary<int, LineCoverage>>(StringComparer.Ordinal);
        long[] starts = recorder.Starts();
        foreach (var module in image.Modules)
        {
            for (int address = module.Start; address < module.Start + module.Length; address++)
            {
                if (image.Symbols.PlaceWithinFunction(address) is { } place && !place.File.StartsWith(LibraryFolder, StringComparison.Ordinal))
                {
                    Add(files, place.File, new LineCoverage(place.Line, starts[address], image.Symbols.FunctionAt(address)));
                }
            }
        }

        foreach (var (place, function) in image.Symbols.LeftOut)
        {
            if (!place.File.StartsWith(LibraryFolder, StringComparison.Ordinal))
            {
                Add(files, place.File, new LineCoverage(place.Line, Hits: 0, function));
            }
        }

        Files = [.. files.Select(file => new FileCoverage(file.Key, [.. file.Value.Values]))];
    }

    /// <summary>The files by name.</summary>
    public IReadOnlyList<FileCoverage> Files { get; }

    /// <summary>Lines that have instructions.</summary>
    public int Lines => Files.Sum(file => file.Lines.Count);

    /// <summary>Lines that were reached.</summary>
    public int Reached => Files.Sum(file => file.Reached);

    /// <summary>The report in one line.</summary>
    public string Summary => Lines == 0
        ? "Coverage: no lines"
        : string.Create(CultureInfo.InvariantCulture, $"Coverage: {Reached} of {Lines} lines ({100.0 * Reached / Lines:F1} %)");

    /// <summary>The report as Cobertura writes it.</summary>
    /// <param name="time">Milliseconds since 1970.</param>
    public byte[] ToCobertura(long time)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            xml.WriteDocType("coverage", pubid: null, "http://cobertura.sourceforge.net/xml/coverage-04.dtd", subset: null);
            xml.WriteStartElement("coverage");
            WriteRates(xml, Reached, Lines);
            Attribute(xml, "lines-covered", Reached);
            Attribute(xml, "lines-valid", Lines);
            Attribute(xml, "branches-covered", 0);
            Attribute(xml, "branches-valid", 0);
            xml.WriteAttributeString("complexity", "0");
            xml.WriteAttributeString("version", "ttil");
            Attribute(xml, "timestamp", time);
            xml.WriteStartElement("sources");
            xml.WriteElementString("source", ".");
            xml.WriteEndElement();
            xml.WriteStartElement("packages");
            foreach (var folder in Files.GroupBy(file => FolderOf(file.Path)))
            {
                WritePackage(xml, folder.Key, [.. folder]);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Add(SortedDictionary<string, SortedDictionary<int, LineCoverage>> files, string file, LineCoverage line)
    {
        if (!files.TryGetValue(file, out var lines))
        {
            files.Add(file, lines = []);
        }

        if (!lines.TryGetValue(line.Number, out var known) || known.Hits < line.Hits)
        {
            lines[line.Number] = known is null ? line : known with { Hits = line.Hits };
        }
    }

    private static void WritePackage(XmlWriter xml, string name, FileCoverage[] files)
    {
        xml.WriteStartElement("package");
        xml.WriteAttributeString("name", Text(name));
        WriteRates(xml, files.Sum(file => file.Reached), files.Sum(file => file.Lines.Count));
        xml.WriteAttributeString("complexity", "0");
        xml.WriteStartElement("classes");
        foreach (var file in files)
        {
            WriteFile(xml, file);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteFile(XmlWriter xml, FileCoverage file)
    {
        xml.WriteStartElement("class");
        xml.WriteAttributeString("name", Text(file.Path));
        xml.WriteAttributeString("filename", Text(file.Path));
        WriteRates(xml, file.Reached, file.Lines.Count);
        xml.WriteAttributeString("complexity", "0");
        xml.WriteStartElement("methods");
        foreach (var function in file.Lines.Where(line => line.Function is not null).GroupBy(line => line.Function!))
        {
            xml.WriteStartElement("method");
            xml.WriteAttributeString("name", Text(function.Key));
            xml.WriteAttributeString("signature", "");
            WriteRates(xml, function.Count(line => line.Hits > 0), function.Count());
            xml.WriteAttributeString("complexity", "0");
            WriteLines(xml, function);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        WriteLines(xml, file.Lines);
        xml.WriteEndElement();
    }

    private static void WriteLines(XmlWriter xml, IEnumerable<LineCoverage> lines)
    {
        xml.WriteStartElement("lines");
        foreach (var line in lines)
        {
            xml.WriteStartElement("line");
            Attribute(xml, "number", line.Number);
            Attribute(xml, "hits", line.Hits);
            xml.WriteAttributeString("branch", "false");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteRates(XmlWriter xml, int reached, int lines)
    {
        xml.WriteAttributeString("line-rate", (lines == 0 ? 1 : (double)reached / lines).ToString("0.####", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("branch-rate", "0");
    }

    private static void Attribute(XmlWriter xml, string name, long value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : ".";

    /// <summary>Names come from programs, and not every character can stand in XML.</summary>
    private static string Text(string text) => string.Concat(text.Select(each => XmlConvert.IsXmlChar(each) ? each : '\uFFFD'));
}
