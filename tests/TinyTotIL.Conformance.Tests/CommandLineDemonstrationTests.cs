namespace TinyTotIL.Conformance.Tests;

/// <summary>Upstream's test commands: each shows its subject, checks it, and ends with upstream's line only when all is well.</summary>
public sealed class CommandLineDemonstrationTests : IDisposable
{
    private static readonly (string Command, string LastLine)[] Demonstrations =
    [
        ("test-concurrency", "All concurrency tests passed!"),
        ("test-monitoring-linking", "All process monitoring and linking tests passed!"),
        ("test-multithreaded", "All multi-threaded scheduler tests passed!"),
        ("test-message-passing", "All message passing tests passed!"),
        ("test-process-spawning", "All process spawning tests passed!"),
        ("test-register-whereis", "All REGISTER/WHEREIS tests passed!"),
        ("test-yield-comprehensive", "All comprehensive YIELD tests passed!"),
        ("test-spawn-comprehensive", "All comprehensive SPAWN tests passed!"),
        ("test-send-receive-comprehensive", "All comprehensive SEND/RECEIVE tests passed!"),
        ("test-smp-concurrency", "All SMP scheduler concurrency tests passed!"),
        ("test-supervisor-tree", "All supervisor tree tests passed!"),
        ("test-selective-receive", "All selective receive tests passed!"),
        ("test-trap-exit", "All trap_exit tests passed!"),
        ("test-process-registry", "All process registry cleanup tests passed!"),
        ("test-concurrency-bytecode", "All concurrency bytecode compilation tests passed!"),
    ];

    private readonly CommandSession _session = new();

    public static TheoryData<string, string> Commands()
    {
        var data = new TheoryData<string, string>();
        foreach (var (command, lastLine) in Demonstrations)
        {
            data.Add(command, lastLine);
        }

        return data;
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_demonstration_checks_what_it_shows(string command, string lastLine)
    {
        AssertPasses(_session.Run(command), lastLine);
        if (command != "test-concurrency-bytecode")
        {
            AssertPasses(_session.Run(command, "--engine", "interpreter"), lastLine);
            AssertPasses(_session.Run("--use-ir", command), lastLine);
        }
    }

    [Fact]
    public void Every_program_of_the_folder_belongs_to_a_command_that_names_it()
    {
        string[] programs = [.. Directory.EnumerateFiles(Path.Combine(Cases.CaseCatalog.Root, "examples", "demonstrations")).Select(file => Path.GetFileName(file)).Order()];
        string[] named = [.. Demonstrations.Take(14).Select(row => _session.Run(row.Command, "--help").Output).Select(help => programs.Single(program => help.Contains(program, StringComparison.Ordinal)))];
        Assert.Equal(programs, named);
    }

    [Fact]
    public void Every_demonstration_says_what_its_lines_show()
    {
        Assert.All(Cases.CaseCatalog.Examples.Where(name => name.StartsWith("demonstrations/", StringComparison.Ordinal)), name =>
        {
            var stated = Cases.CaseCatalog.Read(Path.Combine(Cases.CaseCatalog.Root, "examples", name));
            Assert.True(stated.Sections.Count >= 3, name);
            Assert.Equal(0, stated.Sections[0].FirstLine);
            Assert.Equal(stated.Sections.Count, stated.Sections.Select(section => section.FirstLine).Distinct().Count());
        });
    }

    private static void AssertPasses(CommandOutcome outcome, string lastLine)
    {
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith($"\n\n{lastLine}\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL", outcome.Output, StringComparison.Ordinal);
        Assert.True(outcome.Output.Split("\n  PASS  ").Length > 4, outcome.Output);
    }
}
