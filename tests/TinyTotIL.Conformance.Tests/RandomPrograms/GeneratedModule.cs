using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>One file of a generated program.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Units">Its content.</param>
internal sealed record GeneratedModule(string Path, ImmutableArray<GeneratedUnit> Units)
{
    /// <summary>The program text, symbolic addresses replaced by numbers.</summary>
    public override string ToString()
    {
        var addresses = Addresses();
        var text = new StringBuilder();
        foreach (string line in Units.SelectMany(unit => unit.Lines))
        {
            text.Append(Resolve(line, addresses)).Append('\n');
        }

        return text.ToString();
    }

    private Dictionary<string, int> Addresses()
    {
        var addresses = new Dictionary<string, int>();
        int address = 0;
        for (int unit = 0; unit < Units.Length; unit++)
        {
            addresses[$"#{unit}"] = address;
            foreach (string line in Units[unit].Lines)
            {
                if (GeneratedUnit.IsLabel(line))
                {
                    addresses[GeneratedUnit.LabelName(line)] = address;
                }
                else
                {
                    address++;
                }
            }
        }

        return addresses;
    }

    private string Resolve(string line, Dictionary<string, int> addresses)
    {
        int open = line.IndexOf(" {", StringComparison.Ordinal);
        int close = line.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 || close < open || line.StartsWith("PUSH_", StringComparison.Ordinal))
        {
            return line;
        }

        string name = line[(open + 2)..close];
        if (!addresses.TryGetValue(name, out int address))
        {
            // A label the shrinker took away, or a unit beyond the last one.
            address = name[0] == '#' && Units.Length > 0
                ? addresses[$"#{int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) % Units.Length}"]
                : 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{line[..(open + 1)]}{address}{line[(close + 1)..]}");
    }
}
