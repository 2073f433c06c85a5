namespace TinyTotIL.Cli.Testing;

/// <summary>What a test has shown.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Text">Why it failed or was skipped; empty when it passed.</param>
internal readonly record struct Verdict(VerdictKind Kind, string Text = "")
{
    /// <summary>As upstream writes it behind a program's output.</summary>
    public override string ToString() => Kind switch
    {
        VerdictKind.Passed => "PASS",
        VerdictKind.FailedAsExpected => "PASS (Expected failure)",
        VerdictKind.Skipped => $"SKIP: {Text}",
        _ => $"FAIL: {Text}",
    };
}
