using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>What can be asked for when a program is run: on the command line of <c>ttil</c>, or by environment variables.</summary>
/// <remarks>Each setting is read in one place, whoever asks for it, and what the command line says overrules the environment.</remarks>
public sealed record RunSettings
{
    /// <summary>Most workers; many more than any machine has cores.</summary>
    private const int MostWorkers = 1024;

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

    /// <summary>What the program may do outside itself. No variable says anything about it.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>Another one that is told what processes do; null when nobody wants to know.</summary>
    public ProcessObserver? Observer { get; init; }

    /// <summary>Whether two settings contradict each other; null when they do not.</summary>
    public string? Contradiction => Seed is not null && Workers > 1 ? string.Create(CultureInfo.InvariantCulture, $"a run with a seed has one worker, not {Workers}") : null;

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
            Profile = Profile || reader.ReadSwitch("TTIL_PROFILE_PROCS"),
        };
        problem = reader.Problem ?? (settings.Contradiction is { } contradiction ? $"TTIL_SEED and TTIL_WORKERS: {contradiction}" : null);
        return problem is null;
    }

    private static string Problem(string text, string kind) => $"'{DisplayText.Escape(DisplayText.Shorten(text))}' is not {kind}";
}
