using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Profiling;

public sealed class ProfileOutputTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>;\n\"'&";

    [Theory]
    [InlineData("a.json", ProfileFormat.Speedscope)]
    [InlineData("a.speedscope.JSON", ProfileFormat.Speedscope)]
    [InlineData("a.folded", ProfileFormat.CollapsedStacks)]
    [InlineData("a.txt", ProfileFormat.CollapsedStacks)]
    [InlineData("a.html", ProfileFormat.Html)]
    [InlineData("a.xml", null)]
    [InlineData("json", null)]
    public void The_name_of_a_file_says_its_form(string path, ProfileFormat? format) => Assert.Equal(format, ProfileOutput.FormatOf(path));

    [Fact]
    public void Collapsed_stacks_have_a_line_for_each_stack()
    {
        string text = Encoding.UTF8.GetString(Render(ProfileFormat.CollapsedStacks, "inner"));
        Assert.Equal(
            """
            process 1: (top level);(top level) (main.ttvm:1) 4
            process 1: (top level);(top level) (main.ttvm:1);outer (main.ttvm:10) 6
            process 1: (top level);(top level) (main.ttvm:1);outer (main.ttvm:10);inner (main.ttvm:20) 9

            """,
            text);
    }

    [Fact]
    public void Names_in_collapsed_stacks_hold_no_separators()
    {
        string[] lines = Encoding.UTF8.GetString(Render(ProfileFormat.CollapsedStacks, Hostile)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(4, lines[2].Split(';').Length);
    }

    [Fact]
    public void Names_in_collapsed_stacks_cannot_move_the_cursor()
    {
        string text = Encoding.UTF8.GetString(Render(ProfileFormat.CollapsedStacks, "a\u001b[31m\u202eb\r\n;c"));
        Assert.Contains(@";a\u{1B}[31m\u{202E}b\r\n:c (main.ttvm:20) 9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Speedscope_is_given_what_its_schema_asks_for()
    {
        using var json = JsonDocument.Parse(Render(ProfileFormat.Speedscope, Hostile));
        var root = json.RootElement;
        Assert.Equal("https://www.speedscope.app/file-format-schema.json", root.GetProperty("$schema").GetString());
        var frames = root.GetProperty("shared").GetProperty("frames").EnumerateArray().ToArray();
        Assert.Contains(frames, frame => frame.GetProperty("name").GetString() == Hostile && frame.GetProperty("file").GetString() == "main.ttvm" && frame.GetProperty("line").GetInt32() == 20);
        var profiles = root.GetProperty("profiles").EnumerateArray().ToArray();
        Assert.Equal(["microseconds", "none"], profiles.Select(profile => profile.GetProperty("unit").GetString()));
        foreach (var profile in profiles)
        {
            Assert.Equal("sampled", profile.GetProperty("type").GetString());
            var samples = profile.GetProperty("samples").EnumerateArray().ToArray();
            long[] weights = [.. profile.GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt64())];
            Assert.Equal(samples.Length, weights.Length);
            Assert.Equal(0, profile.GetProperty("startValue").GetInt64());
            Assert.Equal(weights.Sum(), profile.GetProperty("endValue").GetInt64());
            Assert.All(samples, sample => Assert.All(sample.EnumerateArray(), frame => Assert.InRange(frame.GetInt32(), 0, frames.Length - 1)));
        }

        Assert.Equal([4L, 6, 9], profiles[1].GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt64()));
    }

    [Fact]
    public void Time_outside_all_functions_is_the_same_in_all_forms()
    {
        var profile = Profile("inner");
        profile.Trees[0].Root.Cells.Ticks = 7 * Stopwatch.Frequency;
        string[] lines = Encoding.UTF8.GetString(ProfileOutput.Render(profile, "t", ProfileFormat.CollapsedStacks, ProfileWeight.Time)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("process 1: (top level);(process) 7000000", lines[0]);
        using var json = JsonDocument.Parse(ProfileOutput.Render(profile, "t", ProfileFormat.Speedscope, ProfileWeight.Time));
        var byTime = json.RootElement.GetProperty("profiles")[0];
        int frame = Assert.Single(byTime.GetProperty("samples")[0].EnumerateArray()).GetInt32();
        Assert.Equal("(process)", json.RootElement.GetProperty("shared").GetProperty("frames")[frame].GetProperty("name").GetString());
        Assert.Equal(
            lines.Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)),
            byTime.GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt64()));
    }

    [Fact]
    public void A_page_holds_names_as_data_only()
    {
        string page = Encoding.UTF8.GetString(Render(ProfileFormat.Html, Hostile));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Contains("Profile of &lt;b&gt;main.ttvm", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@data@", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=", page.Replace("img src=x", "", StringComparison.Ordinal));
        string data = Regex.Match(page, "<script id=\"data\" type=\"application/json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        using var json = JsonDocument.Parse(data);
        var frames = json.RootElement.GetProperty("frames").EnumerateArray().ToArray();
        var nodes = json.RootElement.GetProperty("processes")[0].GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(Hostile, frames[nodes[3][0].GetInt32()].GetProperty("name").GetString());
        Assert.Equal((2, 2L, 9L), (nodes[3][1].GetInt32(), nodes[3][2].GetInt64(), nodes[3][3].GetInt64()));
    }

    [Fact]
    public void A_table_has_the_functions_with_upstreams_names()
    {
        string text = CallProfileReport.Render(Profile("inner"), withTables: false, withColour: false);
        Assert.Matches(
            """
            \AFunction Summary:
              fn@0x000A - 1 calls - \d+\.\d{3} ms - 6 instructions \(outer\)
              fn@0x0014 - 2 calls - \d+\.\d{3} ms - 9 instructions \(inner\)

            Peak Stack Depth: 7 frames
            Total Allocations: 3
            Peak Heap Size: \d+ bytes
            \z
            """,
            text);
    }

    private static byte[] Render(ProfileFormat format, string name) => ProfileOutput.Render(Profile(name), "<b>main.ttvm", format, ProfileWeight.Instructions);

    /// <summary>The top level calls a function, and that another one twice.</summary>
    private static CallProfile Profile(string name)
    {
        var symbols = new ProgramSymbols(
            [(0, ""), (10, "outer"), (20, name)],
            [new SourceRow(0, "main.ttvm", 1), new SourceRow(10, "main.ttvm", 10), new SourceRow(20, "main.ttvm", 20)]);
        var main = new ModuleImage("main.ttvm", Start: 0, Length: 100, LoadError: null, Body: null);
        var image = new ProgramImage([main], () => symbols);
        var context = new ProcessContext(image, new HostServices(Console: null!, Files: null!, Clock: null!, Environment: null!, Programs: null!));
        using var recorder = new ProfileRecorder();
        context.BeginCounting(new SchedulerOptions { Profile = recorder });
        var tree = recorder.Begin(context, 1, known: null);
        long top = ProfileOperations.Enter(context, ~0, 0);
        ProfileOperations.Count(top, 4);
        long outer = ProfileOperations.Enter(context, 10, 4);
        ProfileOperations.Count(outer, 2);
        for (int i = 0; i < 2; i++)
        {
            long inner = ProfileOperations.EnterObserved(context, 20);
            ProfileOperations.Count(inner, 4 + i);
            ProfileOperations.CountAllocations(inner, 1 + i);
            ProfileOperations.Reach(context, 3, 4 * i);
            ProfileOperations.Return(context, outer);
        }

        ProfileOperations.Return(context, top);
        recorder.End(context, tree, hasEnded: true);
        return new CallProfile(image, recorder);
    }
}
