namespace TinyTotIL.Cli.Demonstrations;

/// <summary>A demonstration of one subject, under the name of upstream's command for it.</summary>
/// <param name="Command">The command.</param>
/// <param name="Subject">What it is about, in a few words.</param>
/// <param name="LastLine">What upstream's ends with; ours, when everything was as it should be.</param>
/// <param name="Program">The program, whose comments say what it prints and what that shows.</param>
internal sealed record Demonstration(string Command, string Subject, string LastLine, DemonstrationProgram Program)
{
    /// <summary>What must have happened besides what the program prints.</summary>
    public IReadOnlyList<DemonstrationFact> Facts { get; init; } = [];

    /// <summary>On how many threads it runs; null for one per core.</summary>
    public int? Workers { get; init; }
}
