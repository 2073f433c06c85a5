using System.Globalization;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>
/// The cases in the folders below <c>tests/cases/processes</c>, and those of processes in Scheme, whose events are written down from the rules of Erlang/OTP, under many schedules: what they expect
/// must not depend on who runs when.
/// </summary>
public sealed class ProcessScenarioTests
{
    /// <summary>Environment variable that asks for more schedules of each scenario.</summary>
    private const string SeedsVariable = "TTIL_PROCESS_SEEDS";

    private const string Prefix = "processes/";
    private const string LispPrefix = "lisp/processes/";
    private const ulong UsualSeeds = 25;
    private const int ThreadedRuns = 5;

    /// <summary>The programs in folders. Those beside them need not be the same under every schedule.</summary>
    private static IEnumerable<string> Names => CaseCatalog.Cases.Where(name =>
        (name.StartsWith(Prefix, StringComparison.Ordinal) && name.Split('/').Length == 3) || name.StartsWith(LispPrefix, StringComparison.Ordinal));

    public static TheoryData<string, ExecutionMode> Scenarios()
    {
        var data = new TheoryData<string, ExecutionMode>();
        foreach (string name in Names)
        {
            data.Add(name, ExecutionMode.Interpreted);
            data.Add(name, ExecutionMode.CompiledUnoptimized);
            data.Add(name, ExecutionMode.Compiled);
            data.Add(name, ExecutionMode.Ir);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_does_the_same_under_every_schedule(string name, ExecutionMode mode)
    {
        ulong seeds = Environment.GetEnvironmentVariable(SeedsVariable) is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : UsualSeeds;
        var scenario = new Scenario(name, mode);
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            scenario.Check(new SchedulerOptions { Seed = seed }, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_does_the_same_on_several_threads(string name, ExecutionMode mode)
    {
        var scenario = new Scenario(name, mode);
        if (scenario.NeedsVirtualTime)
        {
            return;
        }

        for (int run = 1; run <= ThreadedRuns; run++)
        {
            scenario.Check(new SchedulerOptions { Workers = run }, $"{run} workers");
        }
    }

    [Fact]
    public void There_are_scenarios_of_every_kind()
    {
        string[] kinds = [.. Names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct()];
        Assert.Equal(["exits", "library", "links", "messages", "monitors", "registry", "selective", "starts", "supervision", "systems", "timers"], kinds);
    }

    /// <summary>A case, ready to be run any number of times.</summary>
    private sealed class Scenario
    {
        private readonly string _path;
        private readonly CaseFile _expected;
        private readonly ProgramImage _image;

        public Scenario(string name, ExecutionMode mode)
        {
            string folder = Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!);
            _path = Path.GetFileName(name);
            _expected = CaseCatalog.Read(Path.Combine(folder, _path));
            var modules = new FolderModuleSource(folder);
            _image = ProgramRunner.Prepare(_path, modules, Compilation.Load(_path, modules).Program!, mode);
        }

        public bool NeedsVirtualTime => _expected.Seed is not null;

        public void Check(SchedulerOptions scheduling, string schedule)
        {
            using var files = new RootedFileSystem();
            var console = new FakeConsole(_expected.Input);
            var outcome = ProgramRunner.Run(_image, _path, console, CaseRunner.HostFor(_path, _expected, console, files), scheduling);
            try
            {
                CaseRunner.Check(_expected, outcome);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                Assert.Fail($"With {schedule}: {failure.Message}\n{outcome}");
            }
        }
    }
}
