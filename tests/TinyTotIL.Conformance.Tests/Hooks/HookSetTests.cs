using TinyTotIL.Conformance.Tests.Observation;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>Which hooks are called, in what order, and how that changes while a program runs.</summary>
public sealed class HookSetTests
{
    private static readonly ObservedProgram ThreeCalls = new("CALL f", "CALL f", "CALL f", "HALT", "LABEL f", "RET");

    private readonly HookSet _hooks = new();
    private readonly List<string> _seen = [];

    [Fact]
    public void Hooks_are_numbered_from_1_and_higher_priorities_come_first()
    {
        Assert.Equal(1, Add("first"));
        Assert.Equal(2, Add("second"));
        Assert.Equal(3, Add("urgent", priority: 5));
        Assert.Equal(4, Add("last", priority: -1));
        Run();
        Assert.Equal(["urgent", "first", "second", "last"], _seen.Take(4));
        Assert.Equal(12, _seen.Count);
    }

    [Fact]
    public void A_hook_is_called_only_for_events_it_wants()
    {
        int looked = 0;
        _hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => _seen.Add(happened.Name), when: happened => happened.Name == "g" && ++looked > 1);
        new ObservedProgram("CALL f", "CALL g", "CALL g", "HALT", "LABEL f", "RET", "LABEL g", "RET").Run("compiled", new() { Hooks = _hooks });
        Assert.Equal(["g"], _seen);
    }

    [Fact]
    public void Changing_a_hook_says_whether_there_is_one()
    {
        int id = Add("hook");
        Assert.True(_hooks.Disable(id));
        Assert.True(_hooks.Enable(id));
        Assert.True(_hooks.Remove(id));
        Assert.False(_hooks.Remove(id));
        Assert.False(_hooks.Enable(id));
        Assert.False(_hooks.Disable(0));
        Assert.Equal(HookKinds.None, _hooks.Kinds);
    }

    [Fact]
    public void A_number_is_never_used_again()
    {
        Assert.True(_hooks.Remove(Add("gone")));
        Assert.Equal(2, Add("next"));
    }

    [Fact]
    public void Hooks_that_are_disabled_still_decide_what_code_tells()
    {
        _hooks.Disable(Add("off"));
        Assert.Equal(HookKinds.Call, _hooks.Kinds);
        Assert.Equal(Instrumentation.Calls, HookNeeds.Of(_hooks.Kinds));
        Run();
        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public void A_hook_can_switch_others_and_itself_while_it_is_called(string engine)
    {
        int other = Add("other");
        _hooks.Disable(other);
        int own = 0;
        own = _hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) =>
        {
            _seen.Add("own");
            _hooks.Enable(other);
            _hooks.Remove(own);
            Add("new");
        });
        Run(engine);
        Assert.Equal(["own", "other", "new", "other", "new"], _seen);
    }

    [Fact]
    public async Task Threads_may_change_hooks_while_a_program_runs()
    {
        long calls = 0;
        using var done = new CancellationTokenSource();
        var changes = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            do
            {
                int id = _hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => Interlocked.Increment(ref calls));
                Assert.True(_hooks.Disable(id));
                Assert.True(_hooks.Enable(id));
                Assert.True(_hooks.Remove(id));
            }
            while (!done.IsCancellationRequested);
        })).ToArray();
        long own = 0;
        _hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => own++);
        string[] loop = ["PUSH_INT 2000", "STORE n", "LABEL again", "CALL f", "LOAD n", "PUSH_INT 1", "SUB", "DUP", "STORE n", "JZ end", "JMP again", "LABEL end", "HALT", "LABEL f", "RET"];
        Assert.Equal(0, new ObservedProgram(loop).Run("compiled", new() { Hooks = _hooks }).ExitCode);
        done.Cancel();
        await Task.WhenAll(changes);
        Assert.Equal(2000, own);
        Assert.Equal(HookKinds.Call, _hooks.Kinds);
    }

    [Theory]
    [InlineData("calls", HookKinds.Call | HookKinds.Return)]
    [InlineData("fields, elements", HookKinds.FieldRead | HookKinds.FieldWrite | HookKinds.ElementRead | HookKinds.ElementWrite)]
    [InlineData("all", HookKinds.All)]
    public void Words_stand_for_kinds(string words, HookKinds expected)
    {
        Assert.True(HookNeeds.TryRead(words, out var kinds, out _));
        Assert.Equal(expected, kinds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("calls,")]
    [InlineData("Calls")]
    [InlineData("call")]
    public void Other_words_are_refused(string words)
    {
        Assert.False(HookNeeds.TryRead(words, out _, out string? problem));
        Assert.EndsWith("is not a kind of hook; there are all, instructions, stack, calls, variables, fields, elements, closures, processes", problem, StringComparison.Ordinal);
    }

    private int Add(string name, int priority = 0) => _hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => _seen.Add(name), priority);

    private void Run(string engine = "compiled") => Assert.Equal(new CommandOutcome(0, "", ""), ThreeCalls.Run(engine, new() { Hooks = _hooks }));
}
