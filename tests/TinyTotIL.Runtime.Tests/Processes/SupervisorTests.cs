using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>What a supervisor does, event by event. The expected sequences are those of OTP's supervisor.</summary>
public sealed class SupervisorTests
{
    private readonly RecordedSupervisorWorld _world = new();

    [Fact]
    public void Children_are_started_in_order()
    {
        Start(RestartStrategy.OneForOne, Child("a"), Child("b"), Child("c"));
        Assert.Equal("start a as 1, start b as 2, start c as 3", _world.Take());
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("shutdown")]
    [InlineData("killed")]
    [InlineData("Division by zero")]
    public void A_permanent_child_is_started_again_whatever_its_reason(string reason)
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a"), Child("b"));
        supervisor.ChildEnded(1, reason);
        Assert.Equal("restarting a, start a as 3", _world.Take());
    }

    [Theory]
    [InlineData("normal", "")]
    [InlineData("shutdown", "")]
    [InlineData("killed", "restarting a, start a as 2")]
    [InlineData("Division by zero", "restarting a, start a as 2")]
    public void A_transient_child_is_started_again_unless_it_ended_as_it_should(string reason, string expected)
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a", RestartType.Transient));
        supervisor.ChildEnded(1, reason);
        Assert.Equal(expected, _world.Take());
        Assert.NotNull(supervisor.Find("a"));
    }

    [Fact]
    public void A_temporary_child_is_forgotten()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b", RestartType.Temporary));
        supervisor.ChildEnded(2, "killed");
        Assert.Equal("", _world.Take());
        Assert.Null(supervisor.Find("b"));
        Assert.Equal(RestartOutcome.UnknownChild, supervisor.Restart("b"));
    }

    [Fact]
    public void One_for_all_ends_the_others_in_reverse_order_and_starts_all_in_order()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b"), Child("c"), Child("d"));
        supervisor.ChildEnded(2, "killed");
        Assert.Equal("shutdown to 4, timer 5000", _world.Take());
        supervisor.ChildEnded(4, "shutdown");
        Assert.Equal("cancel timer, shutdown to 3, timer 5000", _world.Take());
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal("cancel timer, shutdown to 1, timer 5000", _world.Take());
        supervisor.ChildEnded(1, "shutdown");
        Assert.Equal(
            "cancel timer, restarting a, start a as 5, restarting b, start b as 6, restarting c, start c as 7, restarting d, start d as 8",
            _world.Take());
        Assert.False(supervisor.IsBusy);
    }

    [Fact]
    public void Rest_for_one_ends_and_starts_only_the_later_ones()
    {
        var supervisor = Started(RestartStrategy.RestForOne, Child("a"), Child("b"), Child("c"), Child("d"));
        supervisor.ChildEnded(2, "killed");
        supervisor.ChildEnded(4, "shutdown");
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal(
            "shutdown to 4, timer 5000, cancel timer, shutdown to 3, timer 5000, cancel timer, restarting b, start b as 5, restarting c, start c as 6, restarting d, start d as 7",
            _world.Take());
    }

    [Fact]
    public void Temporary_siblings_are_ended_with_the_others_and_forgotten()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b", RestartType.Temporary), Child("c"));
        supervisor.ChildEnded(1, "killed");
        supervisor.ChildEnded(3, "shutdown");
        supervisor.ChildEnded(2, "shutdown");
        Assert.Equal(
            "shutdown to 3, timer 5000, cancel timer, shutdown to 2, timer 5000, cancel timer, restarting a, start a as 4, restarting c, start c as 5",
            _world.Take());
        Assert.Null(supervisor.Find("b"));
    }

    [Fact]
    public void A_transient_sibling_that_has_ended_normally_is_started_again_with_the_others()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b", RestartType.Transient));
        supervisor.ChildEnded(2, "normal");
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("restarting a, start a as 3, restarting b, start b as 4", _world.Take());
    }

    [Fact]
    public void A_child_that_ends_by_itself_while_the_others_are_ended_counts_as_no_restart()
    {
        var supervisor = Started(RestartStrategy.OneForAll, intensity: 1, Child("a"), Child("b"), Child("c"));
        supervisor.ChildEnded(1, "killed");
        supervisor.ChildEnded(2, "Division by zero");
        Assert.Equal("shutdown to 3, timer 5000", _world.Take());
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal("cancel timer, restarting a, start a as 4, restarting b, start b as 5, restarting c, start c as 6", _world.Take());
        Assert.False(supervisor.IsEnding);
    }

    [Fact]
    public void An_earlier_child_that_ends_meanwhile_is_dealt_with_afterwards()
    {
        var supervisor = Started(RestartStrategy.RestForOne, Child("a"), Child("b"), Child("c"));
        supervisor.ChildEnded(2, "killed");
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("shutdown to 3, timer 5000", _world.Take());
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal(
            "cancel timer, restarting b, start b as 4, restarting c, start c as 5, shutdown to 5, timer 5000", _world.Take());
        supervisor.ChildEnded(5, "shutdown");
        supervisor.ChildEnded(4, "shutdown");
        Assert.Equal(
            "cancel timer, shutdown to 4, timer 5000, cancel timer, restarting a, start a as 6, restarting b, start b as 7, restarting c, start c as 8",
            _world.Take());
    }

    [Fact]
    public void A_child_that_takes_too_long_is_killed()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b") with { Shutdown = 100 });
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("shutdown to 2, timer 100", _world.Take());
        supervisor.TimeOut(_world.Timer);
        Assert.Equal("kill to 2", _world.Take());
        supervisor.ChildEnded(2, "killed");
        Assert.Equal("restarting a, start a as 3, restarting b, start b as 4", _world.Take());
    }

    [Fact]
    public void A_timer_that_goes_off_too_late_kills_nobody()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b") with { Shutdown = ChildSpec.Infinity }, Child("c"), Child("d"));
        supervisor.ChildEnded(4, "killed");
        supervisor.ChildEnded(3, "shutdown");
        supervisor.TimeOut(_world.Timer);
        Assert.Equal("shutdown to 3, timer 5000, cancel timer, shutdown to 2", _world.Take());
        supervisor.ChildEnded(2, "shutdown");
        supervisor.TimeOut(number: 1);
        Assert.Equal("shutdown to 1, timer 5000", _world.Take());
        supervisor.ChildEnded(1, "shutdown");
        _world.Take();
        supervisor.TimeOut(_world.Timer);
        Assert.Equal("", _world.Take());
    }

    [Fact]
    public void A_brutal_child_is_killed_at_once_and_one_with_infinity_has_all_the_time()
    {
        var supervisor = Started(
            RestartStrategy.OneForOne, Child("a") with { Shutdown = ChildSpec.Brutal }, Child("b") with { Shutdown = ChildSpec.Infinity });
        supervisor.End("normal");
        Assert.Equal("shutdown to 2", _world.Take());
        supervisor.ChildEnded(2, "shutdown");
        Assert.Equal("kill to 1", _world.Take());
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("normal", supervisor.EndedWith);
    }

    [Fact]
    public void One_restart_too_many_ends_all_children_in_reverse_order_and_the_supervisor_with_shutdown()
    {
        var supervisor = Started(RestartStrategy.OneForOne, intensity: 1, Child("a"), Child("b"));
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("restarting a, start a as 3", _world.Take());
        supervisor.ChildEnded(2, "killed");
        Assert.Equal("refused b, shutdown to 3, timer 5000", _world.Take());
        Assert.Null(supervisor.EndedWith);
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal("shutdown", supervisor.EndedWith);
    }

    [Fact]
    public void Restarts_longer_ago_than_the_period_do_not_count()
    {
        var supervisor = Started(RestartStrategy.OneForOne, intensity: 1, Child("a"));
        supervisor.ChildEnded(1, "killed");
        _world.Now = 60_001;
        supervisor.ChildEnded(2, "killed");
        Assert.Equal("restarting a, start a as 2, restarting a, start a as 3", _world.Take());
    }

    [Fact]
    public void A_group_restart_counts_once()
    {
        var supervisor = Started(RestartStrategy.OneForAll, intensity: 1, Child("a"), Child("b"));
        supervisor.ChildEnded(1, "killed");
        supervisor.ChildEnded(2, "shutdown");
        Assert.False(supervisor.IsEnding);
        supervisor.ChildEnded(3, "killed");
        Assert.True(supervisor.IsEnding);
    }

    [Fact]
    public void A_first_child_that_does_not_start_ends_those_before_it_and_the_supervisor()
    {
        _world.FailingStarts.Add("c");
        var supervisor = Start(RestartStrategy.OneForOne, Child("a"), Child("b"), Child("c"), Child("d"));
        supervisor.ChildEnded(2, "shutdown");
        supervisor.ChildEnded(1, "shutdown");
        Assert.Equal(
            "start a as 1, start b as 2, c does not start, shutdown to 2, timer 5000, cancel timer, shutdown to 1, timer 5000, cancel timer", _world.Take());
        Assert.Equal("shutdown", supervisor.EndedWith);
    }

    [Fact]
    public void A_restart_that_fails_is_tried_again_and_counts_each_time()
    {
        var supervisor = Started(RestartStrategy.OneForOne, intensity: 2, Child("a"), Child("b"));
        _world.FailingStarts.Add("a");
        supervisor.ChildEnded(1, "killed");
        Assert.Equal("restarting a, a does not start, restarting a, start a as 3", _world.Take());
        supervisor.ChildEnded(3, "killed");
        Assert.Equal("refused a, shutdown to 2, timer 5000", _world.Take());
    }

    [Fact]
    public void A_group_restart_that_fails_in_the_middle_ends_those_started_and_begins_again()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b"), Child("c"));
        _world.FailingStarts.Add("b");
        supervisor.ChildEnded(3, "killed");
        supervisor.ChildEnded(2, "shutdown");
        supervisor.ChildEnded(1, "shutdown");
        Assert.EndsWith("restarting a, start a as 4, restarting b, b does not start, shutdown to 4, timer 5000", _world.Take());
        supervisor.ChildEnded(4, "shutdown");
        Assert.Equal("cancel timer, restarting a, start a as 5, restarting b, start b as 6, restarting c, start c as 7", _world.Take());
    }

    [Fact]
    public void A_child_added_later_comes_last()
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a"));
        Assert.True(supervisor.TryStartNew(Child("b")));
        supervisor.End("normal");
        Assert.Equal("start b as 2, shutdown to 2, timer 5000", _world.Take());
    }

    [Fact]
    public void A_child_added_later_that_does_not_start_is_forgotten()
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a"));
        _world.FailingStarts.Add("b");
        Assert.False(supervisor.TryStartNew(Child("b")));
        Assert.Null(supervisor.Find("b"));
    }

    [Fact]
    public void Restart_ends_the_old_process_first_and_touches_no_other_child()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b"));
        Assert.Equal(RestartOutcome.Begun, supervisor.Restart("a"));
        Assert.True(supervisor.IsBusy);
        supervisor.ChildEnded(1, "shutdown");
        Assert.False(supervisor.IsBusy);
        Assert.Equal("shutdown to 1, timer 5000, cancel timer, restarting a, start a as 3", _world.Take());
    }

    [Fact]
    public void Restart_starts_a_transient_child_that_has_ended()
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a", RestartType.Transient));
        supervisor.ChildEnded(1, "normal");
        Assert.Equal(RestartOutcome.Begun, supervisor.Restart("a"));
        Assert.Equal("restarting a, start a as 2", _world.Take());
    }

    [Fact]
    public void Restart_beyond_the_limit_is_refused_and_ends_nothing()
    {
        var supervisor = Started(RestartStrategy.OneForOne, intensity: 0, Child("a"));
        Assert.Equal(RestartOutcome.LimitExceeded, supervisor.Restart("a"));
        Assert.Equal("refused a", _world.Take());
        Assert.False(supervisor.IsEnding);
    }

    [Fact]
    public void A_supervisor_that_must_end_while_it_is_busy_finishes_that_first()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a"), Child("b"));
        supervisor.ChildEnded(1, "killed");
        supervisor.End("shutdown");
        Assert.True(supervisor.IsEnding);
        supervisor.ChildEnded(2, "shutdown");
        Assert.Equal(
            "shutdown to 2, timer 5000, cancel timer, restarting a, start a as 3, restarting b, start b as 4, shutdown to 4, timer 5000", _world.Take());
        supervisor.ChildEnded(4, "shutdown");
        supervisor.ChildEnded(3, "shutdown");
        Assert.Equal("shutdown", supervisor.EndedWith);
    }

    [Fact]
    public void Only_the_first_reason_to_end_counts()
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a"));
        supervisor.End("normal");
        supervisor.End("shutdown");
        supervisor.ChildEnded(1, "shutdown");
        Assert.Equal("normal", supervisor.EndedWith);
    }

    [Fact]
    public void A_supervisor_without_children_ends_at_once()
    {
        var supervisor = Started(RestartStrategy.OneForOne);
        supervisor.End("normal");
        Assert.Equal("normal", supervisor.EndedWith);
    }

    [Fact]
    public void Children_that_end_while_the_supervisor_ends_are_not_started_again()
    {
        var supervisor = Started(RestartStrategy.OneForOne, Child("a"), Child("b"), Child("c"));
        supervisor.End("normal");
        supervisor.ChildEnded(1, "killed");
        supervisor.ChildEnded(3, "shutdown");
        supervisor.ChildEnded(2, "shutdown");
        Assert.Equal("shutdown to 3, timer 5000, cancel timer, shutdown to 2, timer 5000, cancel timer", _world.Take());
        Assert.Equal("normal", supervisor.EndedWith);
    }

    [Fact]
    public void The_end_of_a_stranger_means_nothing()
    {
        var supervisor = Started(RestartStrategy.OneForAll, Child("a", RestartType.Transient));
        supervisor.ChildEnded(99, "killed");
        supervisor.ChildEnded(1, "normal");
        supervisor.ChildEnded(1, "killed");
        supervisor.ChildEnded(0, "killed");
        Assert.Equal("", _world.Take());
    }

    private static ChildSpec Child(string id, RestartType restart = RestartType.Permanent) => new(id, Value.Text(id)) { Restart = restart };

    private Supervisor Start(RestartStrategy strategy, params ChildSpec[] children) => Start(strategy, intensity: 3, children);

    private Supervisor Start(RestartStrategy strategy, int intensity, params ChildSpec[] children)
    {
        var supervisor = new Supervisor(new SupervisorSpec { Strategy = strategy, Intensity = intensity, Children = children }, _world);
        supervisor.StartAll();
        return supervisor;
    }

    private Supervisor Started(RestartStrategy strategy, params ChildSpec[] children) => Started(strategy, intensity: 3, children);

    private Supervisor Started(RestartStrategy strategy, int intensity, params ChildSpec[] children)
    {
        var supervisor = Start(strategy, intensity, children);
        _world.Take();
        return supervisor;
    }
}
