using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Every case program in every mode.</summary>
public sealed class ConformanceTests(ITestOutputHelper log)
{
    /// <summary>Set-aside cases are allowed, forgotten ones are not: raising this number is a decision.</summary>
    private const int MostSetAside = 0;

    public static TheoryData<string, ExecutionMode> CasesAndModes()
    {
        var data = new TheoryData<string, ExecutionMode>();
        foreach (string name in CaseCatalog.Cases.Where(IsDue))
        {
            foreach (var mode in Enum.GetValues<ExecutionMode>())
            {
                data.Add(name, mode);
            }
        }

        return data;
    }

    public static TheoryData<string> Cases() => [.. CaseCatalog.Cases.Where(IsDue)];

    [Theory]
    [MemberData(nameof(CasesAndModes))]
    public void A_case_does_what_it_says(string name, ExecutionMode mode)
    {
        var (folder, path) = Locate(name);
        CaseRunner.Check(CaseCatalog.Read(Path.Combine(folder, path)), CaseRunner.Outcome(folder, path, mode));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_modes_agree_on_a_case(string name)
    {
        var (folder, path) = Locate(name);
        string reference = CaseRunner.Outcome(folder, path, ExecutionMode.Interpreted).ToString();
        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            Assert.Equal(reference, CaseRunner.Outcome(folder, path, mode).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_optimized_case_written_and_read_back_does_the_same(string name)
    {
        var (folder, path) = Locate(name);
        if (CaseRunner.OutcomeOfOptimizedText(folder, path) is { } outcome)
        {
            Assert.Equal(CaseRunner.Outcome(folder, path, ExecutionMode.Interpreted).WithoutTrace().ToString(), outcome.ToString());
        }
    }

    [Fact]
    public void Deferred_cases_are_counted()
    {
        var all = CaseCatalog.Cases.Select(name => (Name: name, File: Read(name))).ToList();
        var deferred = all.Where(entry => entry.File.Deferred is not null).ToList();
        var outOfScope = all.Where(entry => entry.File.OutOfScope is not null).ToList();
        log.WriteLine($"{all.Count} cases, {deferred.Count} deferred, {outOfScope.Count} out of scope");
        foreach (var (name, file) in deferred.Concat(outOfScope))
        {
            log.WriteLine($"{name}: {file.Deferred ?? file.OutOfScope}");
        }

        Assert.InRange(deferred.Count + outOfScope.Count, 0, MostSetAside);
    }

    [Fact]
    public void Every_case_expects_something()
    {
        // These two do nothing, which is what they are about.
        string[] silent = ["literals/a-file-of-comments-does-nothing.ttvm", "literals/an-empty-file-does-nothing.ttvm",
            "control/jumping-to-the-last-label-ends-the-program.ttvm"];
        Assert.Equal(silent.Order(), CaseCatalog.Cases.Where(name => !Read(name).ExpectsAnything).Order());
    }

    [Fact]
    public void Case_files_are_named_in_kebab_case()
    {
        Assert.All(CaseCatalog.Cases, name => Assert.Matches("^([a-z0-9-]+/)+[a-z0-9-]+[.](ttvm|scm|lisp)$", name));
        Assert.All(CaseCatalog.Cases, name => Assert.Equal(
            name.StartsWith("bad/", StringComparison.Ordinal) || name == "lisp/hostile/bad-arguments-are-errors.scm", Path.GetFileName(name).StartsWith("bad-", StringComparison.Ordinal)));
    }

    private static bool IsDue(string name) => Read(name) is { Deferred: null, OutOfScope: null };

    private static CaseFile Read(string name) => CaseCatalog.Read(Path.Combine(CaseCatalog.CaseFolder, name));

    /// <summary>Cases run in their own folder: paths in programs are relative to the current directory.</summary>
    private static (string Folder, string Path) Locate(string name) =>
        (Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name));
}
