using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Exploration;

/// <summary>Notes how a run ended.</summary>
/// <param name="allowErrors">Whether a process other than the main program may end with an error.</param>
internal sealed class OutcomeObserver(bool allowErrors) : ProcessObserver
{
    private const int MostErrors = 20;

    private readonly Dictionary<UncaughtError, ErrorCount> _errors = [];
    private IReadOnlyList<string> _deadlock = [];
    private IReadOnlyList<string> _places = [];

    /// <summary>How it ended.</summary>
    public OutcomeKind Kind { get; private set; }

    /// <summary>What tells it from other runs of its kind: the places of a deadlock and the uncaught errors, each once, in lines whose order is always the same.</summary>
    public string Signs => string.Join('\n', [.. _errors.Keys.Select(error => error.ToString()).Order(StringComparer.Ordinal), .. _places]);

    /// <summary>What happened in this run, for people: which process waits where, and which ended with an error.</summary>
    public IReadOnlyList<string> Report() =>
        [.. _deadlock, .. Kind == OutcomeKind.Error ? ["uncaught error"] : Array.Empty<string>(), .. _errors.SelectMany(error => error.Value.Lines(error.Key))];

    /// <inheritdoc/>
    public override void Failed(Process? process, string error, string? place)
    {
        long number = process?.Id ?? 1;
        if (!allowErrors || number == 1)
        {
            AddError(new UncaughtError(error, place), number);
        }
    }

    /// <inheritdoc/>
    public override void Crashed(string error) => AddError(new UncaughtError(error, Place: null), process: null);

    /// <inheritdoc/>
    public override void Deadlocked(IReadOnlyList<string> report, IReadOnlyList<string> places) =>
        (Kind, _deadlock, _places) = (OutcomeKind.Deadlock, report, places);

    /// <inheritdoc/>
    public override void GaveUp() => Kind = OutcomeKind.Unfinished;

    private void AddError(UncaughtError error, long? process)
    {
        Kind = Kind == OutcomeKind.Ended ? OutcomeKind.Error : Kind;
        if (_errors.TryGetValue(error, out var count))
        {
            count.More++;
        }
        else if (_errors.Count < MostErrors)
        {
            _errors.Add(error, new ErrorCount(process));
        }
    }

    /// <summary>An error that no handler took.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="Place">Where it was raised; null when that is not known.</param>
    private sealed record UncaughtError(string Text, string? Place)
    {
        public override string ToString() => Place is null ? Text : $"{Text} at {Place}";
    }

    /// <summary>The processes that ended with the same error.</summary>
    /// <param name="first">The first of them; null when it is no process's.</param>
    private sealed class ErrorCount(long? first)
    {
        /// <summary>How many others.</summary>
        public long More { get; set; }

        public IEnumerable<string> Lines(UncaughtError error)
        {
            string others = More == 0 ? "" : FormattableString.Invariant($" and {More} more");
            string who = first is null ? "" : FormattableString.Invariant($"process {first}{others}: ");
            return [.. $"{who}{error.Text}".Split('\n').Select(line => $"  {line}"), .. error.Place is null ? Array.Empty<string>() : [$"    at {error.Place}"]];
        }
    }
}
