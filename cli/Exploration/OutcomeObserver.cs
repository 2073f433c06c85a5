using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Exploration;

/// <summary>Notes how a run ended.</summary>
/// <param name="allowErrors">Whether a process other than the main program may end with an error.</param>
internal sealed class OutcomeObserver(bool allowErrors) : ProcessObserver
{
    private const int MostErrors = 20;

    private readonly List<string> _errors = [];

    /// <summary>How it ended.</summary>
    public OutcomeKind Kind { get; private set; }

    /// <summary>The uncaught errors, in lines.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Which process waited where, in a deadlock; otherwise empty.</summary>
    public IReadOnlyList<string> DeadlockReport { get; private set; } = [];

    /// <inheritdoc/>
    public override void Failed(Process? process, string error)
    {
        long number = process?.Id ?? 1;
        if (!allowErrors || number == 1)
        {
            AddError(FormattableString.Invariant($"process {number}: {error}"));
        }
    }

    /// <inheritdoc/>
    public override void Crashed(string error) => AddError(error);

    /// <inheritdoc/>
    public override void Deadlocked(IReadOnlyList<string> report) => (Kind, DeadlockReport) = (OutcomeKind.Deadlock, report);

    /// <inheritdoc/>
    public override void GaveUp() => Kind = OutcomeKind.Unfinished;

    private void AddError(string error)
    {
        Kind = Kind == OutcomeKind.Ended ? OutcomeKind.Error : Kind;
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
    }
}
