using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>The modules of the library do what their comments say, and the comments say everything.</summary>
public sealed class StandardLibraryTests
{
    public static TheoryData<string> Modules() => [.. LibraryModule.All.Select(module => module.Name)];

    public static TheoryData<string, string> Functions()
    {
        var data = new TheoryData<string, string>();
        foreach (var module in LibraryModule.All)
        {
            foreach (var entry in module.Entries)
            {
                data.Add(module.Name, entry.Name);
            }
        }

        return data;
    }

    [Fact]
    public void The_documentation_is_generated_from_the_modules()
    {
        string path = Path.Combine(CaseCatalog.Root, "docs", "standard-library.md");
        string page = LibraryDocument.Render();
        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path), "docs/standard-library.md is out of date; run the tests with TTIL_ACCEPT_SNAPSHOTS=1.");
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Every_export_is_described_once_and_nothing_else_is(string name)
    {
        var module = Module(name);
        Assert.Equal(module.Exports.Order(StringComparer.Ordinal), module.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(module.Entries, entry => Assert.Equal(entry.Signature, (entry with { Parameters = module.ParametersOf(entry.Name) }).Signature));
        Assert.All(module.Entries, entry => Assert.Matches("^[^ ].*[.:]$", entry.Meaning));
        Assert.Matches("^[A-Z].*[.]$", string.Join(' ', module.Introduction));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_does_what_its_examples_say_and_leaves_nothing_else(string module, string name)
    {
        var (library, entry) = (Module(module), Module(module).Entries.Single(entry => entry.Name == name));
        Assert.NotEmpty(entry.Examples);
        foreach (var example in entry.Examples)
        {
            var program = ExampleProgram.Of(library, example);
            foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.Compiled])
            {
                var outcome = program.Run(mode);
                Assert.Equal((mode, program.Error), (mode, outcome.Error));
                Assert.Equal((mode, program.Output), (mode, outcome.Output));
                Assert.Equal((mode, program.ExitCode), (mode, outcome.ExitCode));
            }
        }
    }

    private static LibraryModule Module(string name) => LibraryModule.All.Single(module => module.Name == name);
}
