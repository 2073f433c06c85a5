namespace TinyTotIL.Runtime.Processes;

/// <summary>Asks a process to exit: sent along a link by a process that ends, or by EXIT_PROCESS.</summary>
/// <param name="sender">The number of the sender.</param>
/// <param name="reason">Why.</param>
/// <param name="link">The link that broke; null from EXIT_PROCESS.</param>
internal sealed class ExitSignal(long sender, string reason, LinkSignal? link) : Signal
{
    /// <summary>Whether it comes from the supervisor of the receiver, which has ended: the receiver may live on, but is nobody's child any more.</summary>
    public bool EndsSupervision { get; init; }

    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        var message = Heed(owner);
        if (EndsSupervision)
        {
            owner.Details?.Supervised = null;
        }

        return message;
    }

    private SystemMessage? Heed(Process owner)
    {
        if (link is not null && !TryBreak(owner, link))
        {
            return null;
        }

        if (link is null && reason == ExitReason.Kill)
        {
            owner.Details?.Supervision?.Abandon();
            owner.BeginExit(ExitReason.Killed);
            return null;
        }

        if (owner.Details?.Supervision is { } supervision && IsFromParent(owner))
        {
            supervision.End(reason);
            return null;
        }

        if (owner.TrapsExits)
        {
            return new SystemMessage(SystemMessageKind.Exit, sender, reason);
        }

        // A normal exit disturbs nobody, except that a process may send one to itself.
        if (reason != ExitReason.Normal || sender == owner.Id)
        {
            owner.BeginExit(reason);
        }

        return null;
    }

    /// <summary>Whether the sender has started the receiver: a supervisor obeys its parent, although it traps exits.</summary>
    private bool IsFromParent(Process owner)
    {
        var made = link ?? owner.Details!.Links.Get(LinkSignal.KeyFor(sender, isMaker: false));
        return owner.Details!.Supervised?.Supervisor.Id == sender || (made is { IsFromStart: true } && made.IsMadeBy(sender));
    }

    /// <summary>Forgets the other end; false when this end had already removed the link.</summary>
    private static bool TryBreak(Process owner, LinkSignal link)
    {
        if (owner.Details is not { } details || !details.Links.Remove(link.KeyFor(owner), link))
        {
            return false;
        }

        // Where both had asked for a link, each sends two notices; the second finds nothing.
        long other = link.OtherThan(owner).Id;
        details.Links.Remove(LinkSignal.KeyFor(other, isMaker: false));
        details.Links.Remove(LinkSignal.KeyFor(other, isMaker: true));
        return true;
    }
}
