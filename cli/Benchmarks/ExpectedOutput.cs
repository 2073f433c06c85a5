namespace TinyTotIL.Cli.Benchmarks;

/// <summary>What all runs of a program should print.</summary>
/// <remarks>Our own programs print what they promise. Of others it is only known that a run that prints something else may have done other work.</remarks>
/// <param name="promised">What is promised; null when nothing is.</param>
internal sealed class ExpectedOutput(string? promised)
{
    private string? _first;

    /// <summary>Whether runs of a program that promises nothing have printed different things.</summary>
    public bool Varies { get; private set; }

    /// <summary>Looks at what a run printed.</summary>
    /// <param name="output">The output.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Check(string output)
    {
        if (promised is not null)
        {
            return output == promised ? null : $"it printed '{Shown(output)}' instead of '{Shown(promised)}'";
        }

        _first ??= output;
        Varies |= output != _first;
        return null;
    }

    private static string Shown(string output)
    {
        const int MostCharacters = 60;
        string text = output.TrimEnd('\n').ReplaceLineEndings(" ");
        return text.Length > MostCharacters ? text[..MostCharacters] + "..." : text;
    }
}
