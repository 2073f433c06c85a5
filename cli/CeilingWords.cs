using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The ceilings of processes as they stand on a command line.</summary>
/// <remarks>A plain run comes here too, so nothing here may name the parser of command lines.</remarks>
internal static class CeilingWords
{
    /// <summary>The option for the memory of a process.</summary>
    public const string Heap = "--max-heap";

    /// <summary>The option for the reductions of a process.</summary>
    public const string Reductions = "--max-reductions";

    /// <summary>The option for the number of processes.</summary>
    public const string Processes = "--max-processes";

    /// <summary>The words that ask for the same on another command line.</summary>
    /// <param name="settings">The settings.</param>
    public static IEnumerable<string> Of(RunSettings settings) =>
        Given(settings).Select(ceiling => string.Create(CultureInfo.InvariantCulture, $"{ceiling.Name} {ceiling.Value}"));

    /// <summary>Says that ceilings that were asked for do nothing: a program without processes counts neither its reductions nor what it holds.</summary>
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="image">The program.</param>
    /// <param name="console">Where to say it.</param>
    public static void WarnIfIdle(RunSettings settings, ProgramImage image, IConsole console)
    {
        // That there are not too many processes is true of such a program anyway.
        string[] names = image.UsesProcesses ? [] : [.. Given(settings with { MaxProcesses = null }).Select(ceiling => ceiling.Name)];
        if (names.Length > 0)
        {
            console.WriteErrorLine($"ttil: warning: {string.Join(" and ", names)} {(names.Length == 1 ? "does" : "do")} nothing to a program without process instructions");
        }
    }

    private static IEnumerable<(string Name, long Value)> Given(RunSettings settings)
    {
        if (settings.MaxHeapBytes is { } bytes)
        {
            yield return (Heap, bytes);
        }

        if (settings.MaxReductions is { } reductions)
        {
            yield return (Reductions, reductions);
        }

        if (settings.MaxProcesses is { } processes)
        {
            yield return (Processes, processes);
        }
    }
}
