using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>What a process makes of the signals in its inbox, by the rules of Erlang/OTP.</summary>
public sealed class ExitSignalTests
{
    private readonly Process _owner = new(2, new Steps([]));
    private readonly Process _other = new(3, new Steps([]));

    [Theory]
    [InlineData("normal", false, 3, null, null)]
    [InlineData("normal", true, 3, null, "exit:3")]
    [InlineData("normal", false, 2, "normal", null)]
    [InlineData("normal", true, 2, null, "exit:2")]
    [InlineData("broken", false, 3, "broken", null)]
    [InlineData("broken", true, 3, null, "exit:3")]
    [InlineData("kill", false, 3, "killed", null)]
    [InlineData("kill", true, 3, "killed", null)]
    [InlineData("killed", true, 3, null, "exit:3")]
    [InlineData("shutdown", false, 3, "shutdown", null)]
    public void A_signal_sent_on_purpose_ends_the_receiver_or_becomes_a_message(
        string reason, bool traps, long sender, string? end, string? message)
    {
        _owner.EnsureDetails().TrapsExits = traps;
        Deliver(new ExitSignal(sender, reason, link: null));
        Assert.Equal(end, _owner.Details!.ExitReason);
        Assert.Equal(message, Received());
    }

    [Theory]
    [InlineData("normal", false, null, null)]
    [InlineData("normal", true, null, "exit:3")]
    [InlineData("broken", false, "broken", null)]
    [InlineData("broken", true, null, "exit:3")]
    [InlineData("kill", false, "kill", null)]
    [InlineData("kill", true, null, "exit:3")]
    public void A_reason_travels_along_a_link_and_kill_is_no_order_there(string reason, bool traps, string? end, string? message)
    {
        var link = new LinkSignal(_other, _owner);
        _owner.EnsureDetails().TrapsExits = traps;
        Deliver(link, new ExitSignal(3, reason, link), new ExitSignal(3, reason, link));
        Assert.Equal(end, _owner.Details!.ExitReason);
        Assert.Equal(message, Received());
        Assert.Null(Received());
        Assert.Equal(0, _owner.Details.Links.Count);
    }

    [Fact]
    public void An_exit_along_a_link_that_is_gone_is_not_heeded()
    {
        var (first, second) = (new LinkSignal(_other, _owner), new LinkSignal(_other, _owner));
        Deliver(first, new UnlinkSignal(first), new ExitSignal(3, "broken", first));
        Assert.Null(_owner.Details!.ExitReason);

        // A late notice of the first does not touch the second.
        Deliver(second, new UnlinkSignal(first), new ExitSignal(3, "broken", first));
        Assert.Null(_owner.Details.ExitReason);
        Deliver(new ExitSignal(3, "broken", second));
        Assert.Equal("broken", _owner.Details.ExitReason);
    }

    [Fact]
    public void Where_both_have_asked_for_a_link_one_end_is_told_once()
    {
        var (mine, theirs) = (new LinkSignal(_owner, _other), new LinkSignal(_other, _owner));
        _owner.EnsureDetails().TrapsExits = true;
        _owner.Details!.Links.Set(mine.KeyFor(_owner), mine);
        Deliver(theirs, new ExitSignal(3, "broken", theirs), new ExitSignal(3, "broken", mine));
        Assert.Equal("exit:3", Received());
        Assert.Null(Received());
    }

    [Fact]
    public void What_comes_after_the_end_is_decided_changes_nothing_but_whom_to_tell()
    {
        var monitor = new MonitorSignal(_other, _owner);
        Deliver(new ExitSignal(3, "first", link: null), new ExitSignal(3, "second", link: null), new Message("late"), monitor);
        Assert.Equal("first", _owner.Details!.ExitReason);
        Assert.Null(_owner.Mailbox.First);
        Assert.Same(monitor, _owner.Details.Watchers.Get(3));
    }

    [Fact]
    public void A_down_message_comes_only_while_the_monitor_is_wanted()
    {
        var (first, second) = (new MonitorSignal(_owner, _other), new MonitorSignal(_owner, _other));
        _owner.EnsureDetails().Watched.Set(3, second);
        Deliver(new DownSignal(first, "x"));
        Assert.Null(Received());
        Deliver(new DownSignal(second, "x"), new DownSignal(second, "x"));
        Assert.Equal("down:3:mon_2_3:x", Received());
        Assert.Null(Received());
    }

    private void Deliver(params Message[] messages)
    {
        foreach (var message in messages)
        {
            Assert.True(_owner.TryAdd(message, out _));
        }

        _owner.TakeOver();
    }

    private string? Received() => _owner.TakeFirst()?.Received.AsText;
}
