using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Hooks of a C# program that runs scripts.</summary>
public sealed class HookMachineTests
{
    private readonly HookSet _hooks = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_machine_tells_its_hooks(bool isTrusted)
    {
        var seen = new List<string>();
        _hooks.Add(HookKinds.VariableRead, (in HookEvent happened, HookContext context) => seen.Add($"{happened.Name} = {context.Show(happened.Value)} in {context.Function}"));
        using var machine = new Machine(Compile(isTrusted), new MachineOptions { Hooks = _hooks, Output = TextWriter.Null });
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
        Assert.Equal(["width = Int(3) in area", "height = Int(4) in area"], seen.Where(line => line.EndsWith(" in area", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_function_that_is_called_from_CSharp_is_called_and_returns(bool isTrusted)
    {
        var seen = new List<string>();
        _hooks.Add(
            HookKinds.Call | HookKinds.Return,
            (in HookEvent happened, HookContext context) => seen.Add($"{happened.Kind} {happened.Name} {(happened.Kind == HookKinds.Call ? string.Join(", ", happened.Arguments.Select(context.Show)) : context.Show(happened.Value))} at depth {context.CallDepth}"));
        using var machine = new Machine(Compile(isTrusted), new MachineOptions { Hooks = _hooks, Output = TextWriter.Null });
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
        Assert.Equal(["Call area Int(3), Int(4) at depth 1", "Return area Int(12) at depth 1"], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hook_that_throws_fails_the_call(bool isTrusted)
    {
        _hooks.Add(HookKinds.VariableRead, (in HookEvent happened, HookContext context) => throw new InvalidOperationException("stop"), when: happened => happened.Name == "width");
        using var machine = new Machine(Compile(isTrusted), new MachineOptions { Hooks = _hooks, Output = TextWriter.Null });
        var failure = Assert.Throws<HookFailureException>(() => machine.Call<long>("area", 3, 4));
        Assert.Equal("hook 1: stop", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public void Hooks_of_a_script_that_does_not_tell_what_they_need_are_refused()
    {
        var script = Compile(isTrusted: true);
        _hooks.Add(HookKinds.FieldRead, (in HookEvent happened, HookContext context) => { });
        Assert.Contains("fields", Assert.Throws<ArgumentException>(() => new Machine(script, new MachineOptions { Hooks = _hooks })).Message, StringComparison.Ordinal);
    }

    private Script Compile(bool isTrusted) => Script.Compile(Samples.Arithmetic, new ScriptOptions { IsTrusted = isTrusted, Instrumentation = HookNeeds.Of(_hooks.Kinds) });
}
