using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using TinyTotIL.Compiler;

namespace TinyTotIL.Cli;

/// <summary>Shows what optimizer passes changed.</summary>
internal static class PassReportWriter
{
    /// <summary>Lines of a function shown before and after a changed one.</summary>
    private const int Context = 2;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As text: for each pass that changed something, a heading, what it is for, and the changed lines of each function.</summary>
    /// <param name="reports">The runs in order.</param>
    public static string Text(IReadOnlyCollection<PassReport> reports)
    {
        var text = new StringBuilder();
        foreach (var report in reports.Where(report => !report.Changes.IsEmpty))
        {
            text.Append($"=== {report.Pass}: {report.InstructionsBefore} -> {report.InstructionsAfter} instructions ===\n{report.Summary}\n");
            foreach (var change in report.Changes)
            {
                text.Append($"{Verb(change)} {change.Function}\n");
                foreach (string line in Lines(change))
                {
                    text.Append(line).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.Length == 0 ? "No pass changed anything.\n" : text.ToString();
    }

    /// <summary>As JSON: every run, with its changed functions.</summary>
    /// <param name="reports">The runs in order.</param>
    public static string Json(IReadOnlyCollection<PassReport> reports) => JsonSerializer.Serialize(
        reports.Select(report => new
        {
            report.Pass,
            report.Summary,
            report.InstructionsBefore,
            report.InstructionsAfter,
            Changes = report.Changes.Select(change => new { change.Function, Diff = Lines(change) }),
        }),
        Readable) + "\n";

    private static string Verb(FunctionChange change) => change.Before.Length == 0 ? "new function" : change.After.Length == 0 ? "dropped function" : "function";

    /// <summary>A minus marks a line that went, a plus one that came; long stretches without change are left out.</summary>
    private static List<string> Lines(FunctionChange change)
    {
        var all = new InlineDiffBuilder(new Differ()).BuildDiffModel(change.Before.TrimEnd('\n'), change.After.TrimEnd('\n')).Lines;
        var lines = new List<string>();
        int next = 0;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Type == ChangeType.Unchanged || all[i].Text is null or "")
            {
                continue;
            }

            int first = Math.Max(next, i - Context);
            if (first > next)
            {
                lines.Add("    ...");
            }

            for (int k = first; k < i; k++)
            {
                lines.Add("  " + all[k].Text);
            }

            lines.Add((all[i].Type == ChangeType.Inserted ? "+ " : "- ") + all[i].Text);
            next = i + 1;
            while (next < all.Count && next <= i + Context && all[next].Type == ChangeType.Unchanged)
            {
                lines.Add("  " + all[next++].Text);
            }

            i = next - 1;
        }

        return lines;
    }
}
