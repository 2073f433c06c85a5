namespace TinyTotIL.Runtime.Observation;

/// <summary>What one process did, or all of a kind together.</summary>
/// <param name="start">Where it began.</param>
internal sealed class ProcessProfile(string start)
{
    /// <summary>Reasons are text of the program's own; a million different ones are worth no million lines.</summary>
    private const int MostReasons = 20;

    private const string OtherReasons = "other reasons";

    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);

    /// <summary>Where it began.</summary>
    public string Start { get; } = start;

    /// <summary>How many processes this is about.</summary>
    public long Processes { get; set; } = 1;

    /// <summary>Time slices.</summary>
    public long Slices { get; set; }

    /// <summary>Reductions in them.</summary>
    public long Reductions { get; set; }

    /// <summary>How long they took, in ticks of the high-resolution timer.</summary>
    public long Ticks { get; set; }

    /// <summary>Messages sent.</summary>
    public long Sent { get; set; }

    /// <summary>Messages taken out of the mailbox.</summary>
    public long Received { get; set; }

    /// <summary>Most messages that were in a mailbox at once.</summary>
    public long PeakMailbox { get; set; }

    /// <summary>Exit reasons, each with how many ended for it.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>Notes an end.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="count">How many ended for it.</param>
    public void AddReason(string reason, long count = 1)
    {
        string known = _reasons.Count < MostReasons || _reasons.ContainsKey(reason) ? reason : OtherReasons;
        _reasons[known] = _reasons.GetValueOrDefault(known) + count;
    }

    /// <summary>Adds what others did.</summary>
    /// <param name="other">The others.</param>
    public void Add(ProcessProfile other)
    {
        Processes += other.Processes;
        Slices += other.Slices;
        Reductions += other.Reductions;
        Ticks += other.Ticks;
        Sent += other.Sent;
        Received += other.Received;
        PeakMailbox = Math.Max(PeakMailbox, other.PeakMailbox);
        foreach (var (reason, count) in other.Reasons)
        {
            AddReason(reason, count);
        }
    }
}
