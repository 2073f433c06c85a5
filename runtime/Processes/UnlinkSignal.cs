namespace TinyTotIL.Runtime.Processes;

/// <summary>The other end has removed a link.</summary>
/// <param name="link">The link.</param>
internal sealed class UnlinkSignal(LinkSignal link) : Signal
{
    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.Details?.Links.Remove(link.KeyFor(owner), link);
        return null;
    }
}
