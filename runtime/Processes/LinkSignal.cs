namespace TinyTotIL.Runtime.Processes;

/// <summary>A link between two processes: first the request on its way to the other, then what both keep in their tables.</summary>
/// <remarks>
/// A link is an object and not a pair of numbers so that a late notice speaks of one link and not of a later one between the same two: a process heeds an exit
/// only while its table holds the very link that broke.
/// </remarks>
/// <param name="maker">The process that asked for it.</param>
/// <param name="target">The other.</param>
internal sealed class LinkSignal(Process maker, Process target) : Signal
{
    /// <summary>Whether its maker started the other process with it.</summary>
    public bool IsFromStart { get; init; }

    /// <summary>Whether a process asked for it.</summary>
    /// <param name="id">The number of the process.</param>
    public bool IsMadeBy(long id) => maker.Id == id;

    /// <summary>Who is at the other end.</summary>
    /// <param name="owner">One end.</param>
    public Process OtherThan(Process owner) => owner == maker ? target : maker;

    /// <summary>Under which key one end keeps it. Both may ask for a link at once, so each can have one of either maker.</summary>
    /// <param name="owner">The end.</param>
    public long KeyFor(Process owner) => KeyFor(OtherThan(owner).Id, owner == maker);

    /// <summary>The key of a link with a process.</summary>
    /// <param name="other">The number of the process.</param>
    /// <param name="isMaker">Whether the owner of the table asked for it.</param>
    public static long KeyFor(long other, bool isMaker) => (other << 1) | (isMaker ? 1L : 0L);

    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.EnsureDetails().Links.Set(KeyFor(owner), this);
        return null;
    }
}
