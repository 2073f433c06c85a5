using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>The folder that makes VS Code know programs: its files fit each other and <c>ttil</c>.</summary>
public sealed class VsCodeExtensionTests
{
    private static readonly string Folder = Path.Combine(CaseCatalog.Root, "cli", "vscode");

    private static readonly JsonNode Package = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "package.json")))!;

    [Fact]
    public void Every_file_of_data_is_json()
    {
        string[] paths = Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories);
        Assert.True(paths.Length >= 4);
        Assert.All(paths, path => Assert.NotNull(JsonNode.Parse(File.ReadAllText(path))));
    }

    [Fact]
    public void Every_file_that_the_package_names_is_there()
    {
        var contributes = Package["contributes"]!;
        string[] named =
        [
            (string)Package["main"]!,
            (string)contributes["languages"]![0]!["configuration"]!,
            (string)contributes["grammars"]![0]!["path"]!,
            (string)contributes["snippets"]![0]!["path"]!,
        ];
        Assert.All(named, path => Assert.True(File.Exists(Path.Combine(Folder, path)), path));
        foreach (string script in Directory.GetFiles(Folder, "*.js"))
        {
            var required = Regex.Matches(File.ReadAllText(script), @"require\('([^']+)'\)").Select(match => match.Groups[1].Value).ToList();
            Assert.All(required, name => Assert.True(name is "vscode" or "child_process" || File.Exists(Path.Combine(Folder, name)), name));
        }
    }

    [Fact]
    public void Commands_types_and_settings_are_those_of_the_script()
    {
        string script = File.ReadAllText(Path.Combine(Folder, "extension.js"));
        var contributes = Package["contributes"]!;
        Assert.All(contributes["commands"]!.AsArray(), command => Assert.Contains($"registerCommand('{command!["command"]}'", script, StringComparison.Ordinal));
        Assert.Contains($"registerTaskProvider('{contributes["taskDefinitions"]![0]!["type"]}'", script, StringComparison.Ordinal);
        Assert.Contains($"registerDebugAdapterDescriptorFactory('{contributes["debuggers"]![0]!["type"]}'", script, StringComparison.Ordinal);
        Assert.Contains($"'${contributes["problemMatchers"]![0]!["name"]}'", script, StringComparison.Ordinal);
        Assert.All(contributes["configuration"]!["properties"]!.AsObject(), setting => Assert.Contains($"get('{setting.Key["ttil.".Length..]}')", script, StringComparison.Ordinal));
        Assert.Equal((string)contributes["grammars"]![0]!["scopeName"]!, (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, (string)contributes["grammars"]![0]!["path"]!)))!["scopeName"]!);
    }

    [Fact]
    public void The_problem_matcher_understands_what_ttil_writes()
    {
        using var session = new CommandSession();
        session.Write("a b.ttvm", "NULL", "  JMP nowhere", "PRINT it");
        var pattern = Package["contributes"]!["problemPatterns"]![0]!;
        var expression = new Regex((string)pattern["regexp"]!);
        var found = session.Run("check", "a b.ttvm").Error.Split('\n').Select(line => expression.Match(line)).Where(match => match.Success)
            .Select(match => string.Join('|', ((string[])["file", "line", "column", "severity", "code"]).Select(part => match.Groups[(int)pattern[part]!].Value)));
        Assert.Equal(["a b.ttvm|2|7|error|TT1011", "a b.ttvm|3|7|warning|TT1026"], found);
    }

    [Fact]
    public void Every_snippet_is_a_program_when_its_places_are_filled_in()
    {
        using var session = new CommandSession();
        foreach (var (name, snippet) in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "snippets", "ttvm.json")))!.AsObject())
        {
            var lines = snippet!["body"]!.AsArray().Select(line => Regex.Replace((string)line!, @"\$\{\d:([^}]*)\}|\$0", match => match.Groups[1].Value));
            session.Write("snippet.ttvm", [.. lines, "LABEL worker", "LABEL name"]);
            Assert.Equal((name, 0), (name, session.Run("compile", "snippet.ttvm").ExitCode));
        }
    }

    [NodeFact]
    public void The_scripts_are_scripts() =>
        Assert.All(Directory.GetFiles(Folder, "*.js"), path => Assert.Equal(new CommandOutcome(0, "", ""), RunNode("--check", path)));

    [NodeFact]
    public void The_extension_brings_what_the_server_says_into_an_editor()
    {
        using var session = new CommandSession();
        session.Write("a.ttvm", "PUSH_INT 3", "CALL twice n", "PRNT", "HALT", "LABEL twice", "LOAD n", "RET");
        string tool = Path.Combine(CommandSession.ToolFolder, OperatingSystem.IsWindows() ? "ttil.exe" : "ttil");
        string program = session.PathOf("a.ttvm");
        var outcome = RunNode(Path.Combine(CaseCatalog.Root, "tests", "TinyTotIL.Conformance.Tests", "LanguageServer", "Extension", "editor.js"), Folder, tool, program);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var result = JsonNode.Parse(outcome.Output)!;
        Assert.Empty(result["errors"]!.AsArray());

        var found = Assert.Single(result["first"]!.AsArray())!;
        Assert.Equal(("2:0-2:4", 0, "TT1001", "ttil"), (EditedText.Show(found["range"]!), (int)found["severity"]!, (string)found["code"]!, (string)found["source"]!));
        Assert.Equal("3:0-3:4", EditedText.Show(Assert.Single(result["second"]!.AsArray())!["range"]!));
        Assert.Equal("2:0-2:4", EditedText.Show(Assert.Single(result["third"]!.AsArray())!["range"]!));

        Assert.Contains("Called with `n`", (string)result["hover"]!["contents"]!["value"]!, StringComparison.Ordinal);
        Assert.Equal("5:6-5:11", EditedText.Show(result["definition"]![0]!["range"]!));
        Assert.Equal(["2:5-2:10", "5:6-5:11"], result["references"]!.AsArray().Select(place => EditedText.Show(place!["range"]!)));
        Assert.Equal([1, 2], result["highlights"]!.AsArray().Select(place => (int)place!["kind"]!));
        Assert.Equal(("twice", 11), ((string)result["symbols"]![0]!["name"]!, (int)result["symbols"]![0]!["kind"]!));
        Assert.Equal((5, 7), ((int)result["folds"]![0]!["start"]!, (int)result["folds"]![0]!["end"]!));
        Assert.Equal("twice", (string)result["prepared"]!["placeholder"]!);
        Assert.Equal("Only labels can be renamed.", (string)result["notPrepared"]!);
        Assert.Equal(["2:5-2:10 other", "5:6-5:11 other"], result["renamed"]!.AsArray().Select(edit => $"{EditedText.Show(edit!["range"]!)} {edit["text"]}"));
        Assert.Contains("it is a number", (string)result["refused"]!, StringComparison.Ordinal);
        Assert.Equal("twice", (string)Assert.Single(result["completion"]!["items"]!.AsArray())!["insertText"]!);

        Assert.Equal(["run", "check", "compile"], result["tasks"]!.AsArray().Select(task => (string)task!["definition"]!["command"]!));
        Assert.Equal(["run", "-O2", "a.ttvm", "x"], result["resolvedTask"]!["execution"]!["args"]!.Deserialize<string[]>()!);
        Assert.Equal(["run", program], Assert.Single(result["executed"]!.AsArray())!["execution"]!["args"]!.Deserialize<string[]>()!);
        Assert.Equal((tool, "dap"), ((string)result["adapter"]!["command"]!, (string)result["adapter"]!["args"]![0]!));
        Assert.Equal(program, (string)result["configuration"]!["program"]!);
    }

    private static CommandOutcome RunNode(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(NodeFactAttribute.Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var guard = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandOutcome(process.ExitCode, output, error.Result);
    }
}
