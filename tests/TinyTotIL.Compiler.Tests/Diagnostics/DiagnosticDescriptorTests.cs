using System.Reflection;
using System.Text;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Tests.Diagnostics;

public sealed class DiagnosticDescriptorTests
{
    private static List<DiagnosticDescriptor> Descriptors() =>
        [.. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<DiagnosticDescriptor>()];

    [Fact]
    public void A_code_belongs_to_one_descriptor() =>
        Assert.Equal(Descriptors().Count, Descriptors().Select(descriptor => descriptor.Code).Distinct().Count());

    [Fact]
    public void Codes_and_messages_have_their_form()
    {
        foreach (var descriptor in Descriptors())
        {
            Assert.Matches("^TT[1-59][0-9]{3}$", descriptor.Code);
            Assert.False(descriptor.Message.EndsWith('.'), descriptor.Code);
        }
    }

    [Fact]
    public void Every_diagnostic_of_reading_is_produced_by_a_case()
    {
        var produced = DiagnosticCases.All().SelectMany(one => one.Reported).Select(diagnostic => diagnostic.Code).ToHashSet();
        var missing = Descriptors().Select(descriptor => descriptor.Code).Where(code => code.StartsWith("TT1", StringComparison.Ordinal) && !produced.Contains(code));
        Assert.Empty(missing);
    }

    [Fact]
    public void A_case_produces_the_diagnostic_it_is_for() =>
        Assert.All(DiagnosticCases.All(), one => Assert.Contains(one.Reported, diagnostic => diagnostic.Code == one.Code));

    [Fact]
    public void Diagnostics_of_reading_look_like_this()
    {
        var page = new StringBuilder();
        foreach (var (code, input, reported) in DiagnosticCases.All())
        {
            string shown = input.Length <= 120 ? input : string.Concat(input.AsSpan(0, 40), "...");
            page.Append("=== ").Append(code).Append('\n').Append(shown).Append("\n---\n");
            foreach (var diagnostic in reported.Where((_, index) => index < 2 || index == reported.Count - 1))
            {
                page.Append(diagnostic.Render()).Append('\n');
                page.Append("upstream: ").Append(diagnostic.UpstreamText ?? "(nothing)").Append("\n\n");
            }
        }

        Snapshot.Verify(page.ToString());
    }
}
