using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>Hooks of .NET assemblies, with <c>ttil</c> as a user runs it.</summary>
public sealed class HookLibraryTests : IDisposable
{
    private static readonly string Folder = Path.Combine(CaseCatalog.Root, "examples", "hooks");

    /// <summary>It lies beside our own output and was built with the same configuration, as ttil does.</summary>
    private static readonly string Sample =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Hooks", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "SampleHooks.dll"));

    /// <summary>What the readme of the example says.</summary>
    private static readonly CommandOutcome Stopped = new(
        1,
        "{balance: 70}\n{balance: 40}\n",
        """
        Error: hook 2: the balance would be -20, it was Int(40)
          at withdraw (01-account.ttvm:20:1)
          at <top level> (01-account.ttvm:11:1)
        withdraw: 3 calls

        """);

    private readonly CommandSession _session = new();

    public HookLibraryTests() => File.Copy(Path.Combine(Folder, "01-account.ttvm"), _session.PathOf("01-account.ttvm"));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public void The_sample_counts_calls_and_guards_a_field(string engine) =>
        Assert.Equal(Stopped, _session.Run("run", "--engine", engine, "--hook", Sample, "01-account.ttvm"));

    [Fact]
    public void A_compiled_program_takes_hooks_from_a_variable()
    {
        Assert.Equal(0, _session.Run("compile", "--hooks", "calls,fields", "01-account.ttvm", "-o", "out/account.dll").ExitCode);
        var outcome = CommandSession.RunDotnet(_session.Folder, input: "", [("TTIL_HOOK", Sample)], [_session.PathOf("out/account.dll")]);
        Assert.Equal(Stopped, outcome);
        Assert.Equal(0, CommandSession.RunDotnet(_session.Folder, input: "", [], [_session.PathOf("out/account.dll")]).ExitCode);
    }

    [Fact]
    public void A_program_compiled_without_hooks_says_what_they_miss()
    {
        Assert.Equal(0, _session.Run("compile", "--hooks", "calls", "01-account.ttvm", "-o", "out/account.dll").ExitCode);
        var outcome = CommandSession.RunDotnet(_session.Folder, input: "", [("TTIL_HOOK", Sample)], [_session.PathOf("out/account.dll")]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("warning: hooks are told nothing of fields: the program was compiled without '--hooks fields'\nwithdraw: 3 calls\n", outcome.Error);
    }

    [Fact]
    public void Events_are_shown_where_no_assembly_is_given() => Assert.Equal(
        """
        [hook] 1 FieldWrite .balance: Null -> Int(100) at <top level> (01-account.ttvm:5:1)
        [hook] 1 FieldRead .balance = Int(100) at withdraw (01-account.ttvm:17:1)
        [hook] 1 FieldWrite .balance: Int(100) -> Int(70) at withdraw (01-account.ttvm:20:1)
        [hook] 1 FieldRead .balance = Int(70) at withdraw (01-account.ttvm:17:1)
        [hook] 1 FieldWrite .balance: Int(70) -> Int(40) at withdraw (01-account.ttvm:20:1)
        [hook] 1 FieldRead .balance = Int(40) at withdraw (01-account.ttvm:17:1)
        [hook] 1 FieldWrite .balance: Int(40) -> Int(-20) at withdraw (01-account.ttvm:20:1)

        """,
        _session.Run("run", "--hooks", "fields", "01-account.ttvm").Error);

    [Fact]
    public void Sources_that_are_open_generics_or_abstract_are_left_out()
    {
        var hooks = new TinyTotIL.Runtime.Hooks.HookSet();
        Assert.True(TinyTotIL.Runtime.Hooks.HookAssemblies.TryLoad(typeof(SpawnHookSource).Assembly.Location, hooks, out string? problem), problem);
        Assert.Equal(TinyTotIL.Runtime.Hooks.HookKinds.Spawn, hooks.Kinds);
    }

    [Fact]
    public void What_is_no_assembly_of_hooks_is_refused()
    {
        _session.Write("text.dll", "no assembly");
        CheckRefused("missing.dll", "the hooks of 'missing.dll' cannot be used: there is no such file");
        CheckRefused("text.dll", "the hooks of 'text.dll' cannot be used: it is no .NET assembly");
        CheckRefused(typeof(Xunit.Assert).Assembly.Location, "has no public class that is an IHookSource and has a constructor without parameters");
        var unknown = _session.Run("run", "--hooks", "calls,nothing", "01-account.ttvm");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'nothing' is not a kind of hook; there are all, instructions,", unknown.Error, StringComparison.Ordinal);
    }

    private void CheckRefused(string file, string problem)
    {
        var outcome = _session.Run("run", "--hook", file, "01-account.ttvm");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
    }
}
