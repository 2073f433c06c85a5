using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TinyTotIL.Runtime.Accounting;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>What can be asked for when a program is run: on the command line of <c>ttil</c>, or by environment variables.</summary>
/// <remarks>Each setting is read in one place, whoever asks for it, and what the command line says overrules the environment.</remarks>
public sealed record RunSettings
{
    /// <summary>Most workers; many more than any machine has cores.</summary>
    internal const int MostWorkers = 1024;

    /// <summary>Environment variable that says how errors are shown.</summary>
    public const string ErrorFormatVariable = "TTIL_ERROR_FORMAT";

    /// <summary>Bytes of call stack; null for the default.</summary>
    public long? StackBytes { get; init; }

    /// <summary>Number of workers; null for one per core.</summary>
    public int? Workers { get; init; }

    /// <summary>What a deterministic run begins with; null for a run in real time.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Bytes one process may hold; null for no ceiling.</summary>
    public long? MaxHeapBytes { get; init; }

    /// <summary>Reductions one process may use; null for no ceiling.</summary>
    public long? MaxReductions { get; init; }

    /// <summary>Processes alive at once; null for what fits the memory.</summary>
    public int? MaxProcesses { get; init; }

    /// <summary>Which events of processes are traced; null for none.</summary>
    public TraceFilter? Trace { get; init; }

    /// <summary>Whether a table of what each process did is shown at the end.</summary>
    public bool Profile { get; init; }

    /// <summary>How errors and deadlocks are shown; null for the default, which is text.</summary>
    public ErrorFormat? ErrorFormat { get; init; }

    /// <summary>Whether they are shown to a tool.</summary>
    internal bool IsJson => ErrorFormat == Errors.ErrorFormat.Json;

    /// <summary>What the program may do outside itself. No variable says anything about it.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>Another one that is told what processes do; null when nobody wants to know.</summary>
    public ProcessObserver? Observer { get; init; }

    /// <summary>What is shown of the program besides what it was compiled to show; its code must tell of it.</summary>
    public ExecutionReports Reports { get; init; }

    /// <summary>The file for a profile of calls, in the form its name asks for; null for none. The program's code must count.</summary>
    public string? ProfileFile { get; init; }

    /// <summary>What collapsed stacks in that file carry.</summary>
    public ProfileWeight ProfileWeight { get; init; }

    /// <summary>The file for what lines were reached; null for none. The program's code must count.</summary>
    public string? CoverageFile { get; init; }

    /// <summary>Whether a terminal shows the reports, which understands colour.</summary>
    public bool WithColour { get; init; }

    /// <summary>Others that are told what instructions do; the program's code must tell of it.</summary>
    public IReadOnlyList<ExecutionListener> Listeners { get; init; } = [];

    /// <summary>Hooks; the program's code must tell of what they ask for. Null for none.</summary>
    public HookSet? Hooks { get; init; }

    /// <summary>Whether garbage is collected; null for .NET's ways.</summary>
    public CollectorMode? Collector { get; init; }

    /// <summary>Bytes that may be allocated before garbage is collected, where it is not at first; null for the usual number.</summary>
    public long? CollectorBudget { get; init; }

    /// <summary>Whether two settings contradict each other; null when they do not.</summary>
    public string? Contradiction => Seed is not null && Workers > 1 ? string.Create(CultureInfo.InvariantCulture, $"a run with a seed has one worker, not {Workers}") : null;

    /// <summary>Reads a kind of collector.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mode">The kind.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is one.</param>
    public static bool TryReadCollector(string text, out CollectorMode mode, [NotNullWhen(false)] out string? problem)
    {
        mode = text == "no-gc" ? CollectorMode.NoCollection : CollectorMode.MarkSweep;
        problem = text is "no-gc" or "mark-sweep" ? null : Problem(text, "a collector, which is mark-sweep or no-gc");
        return problem is null;
    }

    /// <summary>Reads a number of workers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="workers">The number.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a number that will do.</param>
    public static bool TryReadWorkers(string text, out int workers, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out workers) && workers is >= 1 and <= MostWorkers;
        problem = isNumber ? null : Problem(text, $"a number of workers, which is 1 to {MostWorkers}");
        return isNumber;
    }

    /// <summary>Reads a seed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a seed.</param>
    public static bool TryReadSeed(string text, out ulong seed, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
        problem = isNumber ? null : Problem(text, $"a seed, which is a number from 0 to {ulong.MaxValue}");
        return isNumber;
    }

    /// <summary>Reads a number of reductions.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reductions">The number.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a number that will do.</param>
    public static bool TryReadReductions(string text, out long reductions, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out reductions) && reductions >= 1;
        problem = isNumber ? null : Problem(text, "a number of reductions, which is 1 or more");
        return isNumber;
    }

    /// <summary>Reads a number of processes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="processes">The number.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a number that will do.</param>
    public static bool TryReadProcesses(string text, out int processes, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out processes) && processes >= 1;
        problem = isNumber ? null : Problem(text, $"a number of processes, which is 1 to {int.MaxValue}");
        return isNumber;
    }

    /// <summary>Reads a filter of a trace; <c>all</c> stands for everything, because an empty variable counts as none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a filter.</param>
    public static bool TryReadTrace(string text, [NotNullWhen(true)] out TraceFilter? filter, [NotNullWhen(false)] out string? problem) =>
        TraceFilter.TryRead(text == "all" ? "" : text, out filter, out problem);

    /// <summary>Reads the name of a file for a profile.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong with the name, in one line; null when it says what form to write.</param>
    public static bool TryReadProfileFile(string text, [NotNullWhen(true)] out string? file, [NotNullWhen(false)] out string? problem)
    {
        file = ProfileOutput.FormatOf(text) is null ? null : text;
        problem = file is null ? Problem(text, $"a file for a profile; its name ends with {ProfileOutput.Extensions}") : null;
        return problem is null;
    }

    /// <summary>Reads a form of errors.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">The form.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it names a form.</param>
    public static bool TryReadErrorFormat(string text, out ErrorFormat format, [NotNullWhen(false)] out string? problem)
    {
        format = text == "json" ? Errors.ErrorFormat.Json : Errors.ErrorFormat.Text;
        problem = text is "json" or "text" ? null : Problem(text, "a form of errors, which is text or json");
        return problem is null;
    }

    /// <summary>Adds what the environment asks for where nothing else was said.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="settings">These settings and the environment's.</param>
    /// <param name="problem">What is wrong with a variable, in one line; null when nothing is.</param>
    public bool TryAdd(IEnvironment environment, out RunSettings settings, [NotNullWhen(false)] out string? problem)
    {
        var reader = new SettingReader(environment);
        settings = this with
        {
            StackBytes = StackBytes ?? reader.Read<long>("TTIL_MAX_STACK", ByteSize.TryReadStack),
            Workers = Workers ?? (Seed is null ? reader.Read<int>("TTIL_WORKERS", TryReadWorkers) : null),
            Seed = Seed ?? (Workers is null or 1 ? reader.Read<ulong>("TTIL_SEED", TryReadSeed) : null),
            MaxHeapBytes = MaxHeapBytes ?? reader.Read<long>("TTIL_MAX_HEAP", ByteSize.TryReadHeap),
            MaxReductions = MaxReductions ?? reader.Read<long>("TTIL_MAX_REDUCTIONS", TryReadReductions),
            MaxProcesses = MaxProcesses ?? reader.Read<int>("TTIL_MAX_PROCESSES", TryReadProcesses),
            Trace = Trace ?? reader.ReadTrace("TTIL_TRACE_PROCS"),
            ErrorFormat = ErrorFormat ?? reader.Read<ErrorFormat>(ErrorFormatVariable, TryReadErrorFormat),
            Profile = Profile || reader.ReadSwitch("TTIL_PROFILE_PROCS"),
            Collector = Collector ?? reader.Read<CollectorMode>("TTIL_GC", TryReadCollector),
            CollectorBudget = CollectorBudget ?? reader.Read<long>("TTIL_GC_BUDGET", ByteSize.TryReadBudget),
            ProfileFile = ProfileFile ?? reader.ReadProfileFile("TTIL_PROFILE_OUT"),
            Hooks = reader.ReadHooks("TTIL_HOOK", Hooks),
        };
        problem = reader.Problem ?? (settings.Contradiction is { } contradiction ? $"TTIL_SEED and TTIL_WORKERS: {contradiction}" : null);
        return problem is null;
    }

    private static string Problem(string text, string kind) => $"'{DisplayText.Escape(DisplayText.Shorten(text))}' is not {kind}";
}
