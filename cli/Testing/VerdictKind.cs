namespace TinyTotIL.Cli.Testing;

/// <summary>What a test has shown, in one word.</summary>
internal enum VerdictKind
{
    /// <summary>The program did what it should.</summary>
    Passed,

    /// <summary>It ended with the error that it should end with.</summary>
    FailedAsExpected,

    /// <summary>It did something else.</summary>
    Failed,

    /// <summary>It says itself that it cannot pass.</summary>
    Skipped,
}
