using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>Results for programs to read. All times are nanoseconds.</summary>
internal static class BenchmarkJson
{
    /// <summary>Names with other letters than a to z stay readable; the text is never part of a web page.</summary>
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object that holds everything.</summary>
    /// <param name="results">The results.</param>
    /// <param name="plan">How they were measured.</param>
    public static string Render(IEnumerable<BenchmarkResult> results, MeasurementPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("ttil", CommandLine.Version);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteString("system", RuntimeInformation.RuntimeIdentifier);
            json.WriteNumber("rounds", plan.Rounds);
            json.WriteNumber("optimizationLevel", plan.Options.OptimizationLevel);
            json.WriteStartArray("disabledPasses");
            foreach (string pass in plan.Options.DisabledPasses.Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(pass);
            }

            json.WriteEndArray();
            json.WriteStartArray("benchmarks");
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, BenchmarkResult result)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Name);
        json.WriteString("unit", result.Unit ?? "run");
        if (result.Failure is not null)
        {
            json.WriteString("failure", result.Failure);
        }

        foreach (var measured in result.Engines)
        {
            json.WriteStartObject(BenchmarkReport.Name(measured.Engine));
            json.WriteNumber("unitsPerRun", measured.Units);
            json.WriteNumber("medianPerUnit", measured.MedianPerUnit);
            json.WriteNumber("minimumPerUnit", measured.MinimumPerUnit);
            json.WriteStartArray("runs");
            foreach (double time in measured.Runs)
            {
                json.WriteNumberValue(time);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (result.Ratio is { } ratio)
        {
            json.WriteNumber("ratio", ratio);
        }

        json.WriteEndObject();
    }
}
