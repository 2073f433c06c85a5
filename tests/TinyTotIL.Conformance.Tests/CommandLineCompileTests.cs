using System.Reflection.Metadata;

namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil compile</c>: the files it writes, and those it does not.</summary>
public sealed class CommandLineCompileTests : IDisposable
{
    private const string RuntimeName = "TinyTotIL.Runtime.dll";

    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly CommandSession _session = new();

    public CommandLineCompileTests() => _session.Write("hello.ttvm", "PUSH_STR \"hello\"", "PRINT");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Without_an_output_the_assembly_goes_to_the_current_directory()
    {
        _session.Write("sources/first.program.ttvm", "PUSH_INT 1", "PRINT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "sources/first.program.ttvm"));
        Assert.Equal(FilesOf("first.program", "hello.ttvm", "sources"), _session.Names());
        Assert.Equal(new CommandOutcome(0, "1\n", ""), Execute("first.program.dll"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a.b.c")]
    [InlineData("x.dll")]
    [InlineData("-o")]
    [InlineData(".hidden")]
    [InlineData("ünï→😀")]
    [InlineData("1,2=3;4'5\"6")]
    [InlineData("[x]*%41#&+")]
    [InlineData("System.Something")]
    [InlineData("Mono.Cecil")]
    [InlineData("ttil")]
    public void An_assembly_may_have_any_name(string name)
    {
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttvm", "--output", $"out/{name}.dll"));
        Assert.Equal(FilesOf(name), _session.Names("out"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), Execute($"out/{name}.dll"));
    }

    [Theory]
    [InlineData("--upstream-hash")]
    [InlineData(null)]
    public void The_digest_of_HASH_is_chosen_when_a_program_is_compiled(string? option)
    {
        _session.Write("hash.ttvm", "PUSH_STR hello", "HASH", "PRINT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run(["compile", "hash.ttvm", .. option is null ? (string[])[] : [option]]));
        string[] options = option is null ? ["run", "hash.ttvm"] : ["run", option, "hash.ttvm"];
        var run = _session.Run(options);
        Assert.Equal(option is null ? 65 : 17, run.Output.Length);
        Assert.Equal(run, Execute("hash.dll"));
    }

    [Fact]
    public void A_debuggable_program_names_its_files_by_their_full_paths()
    {
        _session.Write("sources/main.ttvm", "IMPORT std/math.ttvm", "IMPORT sources/part.ttvm", "PUSH_INT 2", "PRINT");
        _session.Write("sources/part.ttvm", "PUSH_INT 1", "PRINT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "--debuggable", "sources/main.ttvm"));
        Assert.Equal(new CommandOutcome(0, "1\n2\n", ""), Execute("main.dll"));
        Assert.Equal(
            [_session.PathOf("sources/main.ttvm"), _session.PathOf("sources/part.ttvm"), Path.Combine(CommandSession.ToolFolder, "std", "math.ttvm")],
            Documents("main.pdb").Order(StringComparer.Ordinal).OrderBy(file => file.EndsWith("math.ttvm", StringComparison.Ordinal)));

        byte[] first = File.ReadAllBytes(_session.PathOf("main.dll"));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "--debuggable", "sources/main.ttvm"));
        Assert.Equal(first, File.ReadAllBytes(_session.PathOf("main.dll")));

        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "-O0", "sources/main.ttvm"));
        Assert.Equal(["sources/main.ttvm", "sources/part.ttvm", "std/math.ttvm"], Documents("main.pdb").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_debuggable_program_is_not_optimized()
    {
        var outcome = _session.Run("compile", "--debuggable", "-O2", "hello.ttvm");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--debuggable cannot be combined with -O1 or -O2", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["hello.ttvm"], _session.Names());
        Assert.Equal(0, _session.Run("compile", "--debuggable", "-O0", "hello.ttvm").ExitCode);
    }

    private IEnumerable<string> Documents(string name)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(_session.PathOf(name)));
        var pdb = provider.GetMetadataReader();
        return [.. pdb.Documents.Select(document => pdb.GetString(pdb.GetDocument(document).Name))];
    }

    [Fact]
    public void A_program_that_keeps_everything_ends_with_an_error_where_the_address_space_is_bounded()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // What is exported is kept indeed; a list that nothing reads would not even be made.
        _session.Write("greedy.ttvm", "NULL", "STORE kept", "LABEL again", "LOAD kept", "NULL", "MAKE_LIST 2", "STORE kept", "EXPORT kept", "JMP again");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "greedy.ttvm"));
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _session.Write(
            "bounded.ttvm", "PUSH_STR sh", "PUSH_STR -c", "PUSH_STR ulimit -v 4000000 && exec \"$0\" greedy.dll", $"PUSH_STR {dotnet}", "MAKE_LIST 3", "EXEC", "PRINT");
        Assert.Equal(new CommandOutcome(0, "1\n", "Error: Out of memory\n"), _session.Run("bounded.ttvm"));
    }

    [Theory]
    [InlineData("PUSH_STR /dev/null", "NATIVE stream.open_read 1", "/dev/null")]
    [InlineData("PUSH_INT 0", "UDP_BIND", "127.0.0.1:0")]
    public void Too_many_open_files_are_an_error_that_can_be_caught(string argument, string open, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _session.Write(
            "opener.ttvm", "NULL", "STORE kept", "TRY", "LABEL again", "LOAD kept", argument, open, "MAKE_LIST 2", "STORE kept", "EXPORT kept", "JMP again",
            "CATCH e", "LOAD e", "EXCEPTION_MESSAGE", "PRINT", "END_TRY", "PUSH_STR alive", "PRINT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "opener.ttvm"));
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _session.Write(
            "few.ttvm", "PUSH_STR sh", "PUSH_STR -c", "PUSH_STR ulimit -n 256 && exec \"$0\" opener.dll", $"PUSH_STR {dotnet}", "MAKE_LIST 3", "EXEC", "PRINT");
        Assert.Equal(
            new CommandOutcome(0, $"File operation failed on {name}: Too many open files (os error 24)\nalive\n0\n", ""), _session.Run("few.ttvm"));
    }

    [Fact]
    public void The_extension_may_be_in_capitals()
    {
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttvm", "-o", "out/HELLO.TTB"));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "out/HELLO.TTB", "-o", "out/HELLO.DLL"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), Execute("out/HELLO.DLL"));
    }

    [Theory]
    [InlineData("hello.exe", "must end in .dll, .ttb or .ttvm")]
    [InlineData("hello", "must end in .dll, .ttb or .ttvm")]
    [InlineData("out/", "'out/' is a folder; name the file to write, such as 'out/hello.dll'")]
    [InlineData(".", "'.' is a folder; name the file to write, such as './hello.dll'")]
    [InlineData("", "must end in .dll, .ttb or .ttvm")]
    [InlineData("out/.dll", "has no name")]
    [InlineData("TinyTotIL.Runtime.dll", "the library that compiled programs run with")]
    [InlineData("out/tinytotil.runtime.dll", "the library that compiled programs run with")]
    [InlineData("System.Runtime.dll", "a part of .NET")]
    [InlineData("System.Private.CoreLib.dll", "a part of .NET")]
    [InlineData(@"a\b.dll", @"with '\' in its name")]
    [InlineData("hello.ttvm", "the program itself")]
    [InlineData("./out/../hello.ttvm", "the program itself")]
    public void A_name_that_cannot_work_is_refused_before_anything_is_written(string output, string reason)
    {
        var outcome = _session.Run("compile", "hello.ttvm", "-o", output);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["hello.ttvm"], _session.Names());
    }

    [Theory]
    [InlineData("hello.pdb", "hello.dll")]
    [InlineData("hello.runtimeconfig.json", "out/../hello.dll")]
    [InlineData("hello.deps.json", "hello.dll")]
    [InlineData("hello.ttvm", "link/hello.ttvm")]
    [InlineData("link/hello.ttvm", "hello.ttvm")]
    [InlineData("alias.ttvm", "hello.ttvm")]
    [InlineData("up/hello.ttvm", "hello.ttvm")]
    [InlineData("hello.ttvm", "up/hello.ttvm")]
    public void No_output_replaces_the_program_whatever_it_is_called(string program, string output)
    {
        File.CreateSymbolicLink(_session.PathOf("link"), ".");
        File.CreateSymbolicLink(_session.PathOf("alias.ttvm"), "hello.ttvm");

        // To the system other/deep/.. is this folder; to the eye it is the folder other.
        Directory.CreateDirectory(_session.PathOf("other"));
        Directory.CreateDirectory(_session.PathOf("out"));
        File.CreateSymbolicLink(_session.PathOf("other/deep"), "../out");
        File.CreateSymbolicLink(_session.PathOf("up"), "other/deep/..");
        if (!File.Exists(_session.PathOf(program)))
        {
            File.Copy(_session.PathOf("hello.ttvm"), _session.PathOf(program));
        }

        byte[] source = File.ReadAllBytes(_session.PathOf(program));
        var outcome = _session.Run("compile", program, "-o", output);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("is the program itself", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(source, File.ReadAllBytes(_session.PathOf(program)));
        Assert.False(File.Exists(_session.PathOf("hello.dll")));
    }

    [Theory]
    [InlineData("compile", "-o", "./part.ttvm")]
    [InlineData("optimize", "part.ttvm")]
    public void No_output_replaces_a_module_of_the_program(string command, params string[] output)
    {
        _session.Write("part.ttvm", "PUSH_INT 42", "STORE answer", "EXPORT answer");
        _session.Write("program.ttvm", "IMPORT part.ttvm", "LOAD answer", "PRINT");
        byte[] source = File.ReadAllBytes(_session.PathOf("part.ttvm"));
        var outcome = _session.Run([command, "program.ttvm", .. output]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is 'part.ttvm', which the program is made of, and would be overwritten", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(source, File.ReadAllBytes(_session.PathOf("part.ttvm")));
    }

    [Fact]
    public void A_compiled_program_runs_anywhere_and_needs_its_modules_no_more()
    {
        _session.Write("parts/module.ttvm", "PUSH_INT 42", "STORE answer", "EXPORT answer");
        _session.Write("program.ttvm", "IMPORT parts/module.ttvm", "LOAD answer", "PRINT", "GET_ARGS", "PRINT", "NATIVE program.arguments 0", "PRINT", "PUSH_INT 7", "EXIT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "program.ttvm", "-o", "out/program.dll"));
        Directory.Move(_session.PathOf("out"), _session.PathOf("moved"));
        Directory.Delete(_session.PathOf("parts"), recursive: true);
        string elsewhere = Directory.CreateDirectory(_session.PathOf("elsewhere")).FullName;
        string program = _session.PathOf("moved/program.dll");
        var outcome = CommandSession.RunDotnet(elsewhere, input: "", environment: [], [program, "-x", "y"]);
        Assert.Equal(new CommandOutcome(7, $"42\n[{program}, -x, y]\n[-x, y]\n", ""), outcome);
    }

    [Fact]
    public void An_error_names_functions_and_lines_of_the_source()
    {
        _session.Write("divide.ttvm", "CALL half", "HALT", "LABEL half", "PUSH_INT 1", "PUSH_INT 0", "DIV", "RET");
        _session.Run("compile", "divide.ttvm");
        var outcome = Execute("divide.dll");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("Error: Division by zero\n  at half (divide.ttvm:6:1)\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_survives_the_way_through_binary_and_back_to_text()
    {
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttvm", "-o", "hello.ttb"));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttb", "-o", "again.ttvm"));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "again.ttvm", "-o", "again.ttb"));
        Assert.Equal(["again.ttb", "again.ttvm", "hello.ttb", "hello.ttvm"], _session.Names());
        Assert.Equal(File.ReadAllBytes(_session.PathOf("hello.ttb")), File.ReadAllBytes(_session.PathOf("again.ttb")));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("hello.ttb"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("again.ttvm"));
    }

    [Fact]
    public void Warnings_are_shown_and_the_program_is_written()
    {
        _session.Write("import.ttvm", "IMPORT missing.ttvm");
        var outcome = _session.Run("compile", "import.ttvm", "-o", "out/import.ttb");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("warning TT2002", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["import.ttb"], _session.Names("out"));
    }

    [Fact]
    public void A_second_compilation_replaces_the_first_and_leaves_the_shared_library_alone()
    {
        _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll");
        File.SetLastWriteTimeUtc(_session.PathOf($"out/{RuntimeName}"), LongAgo);
        _session.Write("hello.ttvm", "PUSH_STR \"changed\"", "PRINT");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll"));
        Assert.Equal(FilesOf("hello"), _session.Names("out"));
        Assert.Equal("changed\n", Execute("out/hello.dll").Output);
        Assert.Equal(LongAgo, File.GetLastWriteTimeUtc(_session.PathOf($"out/{RuntimeName}")));
    }

    [Fact]
    public void Machine_code_of_the_library_is_for_one_system_and_can_be_left_behind()
    {
        if (!CommandSession.HasMachineCode)
        {
            return;
        }

        _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll");
        string system = Assert.Single(_session.Names("out/runtimes"))!;
        Assert.Equal([RuntimeName], _session.Names($"out/runtimes/{system}"));
        string forSystem = _session.PathOf($"out/runtimes/{system}/{RuntimeName}"), plain = _session.PathOf($"out/{RuntimeName}");
        Assert.True(new FileInfo(forSystem).Length > new FileInfo(plain).Length);

        // The plain one is not even looked at here. Without the manifest it is all there is.
        File.Move(plain, plain + ".away");
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), Execute("out/hello.dll"));
        File.Move(plain + ".away", plain);
        File.Delete(_session.PathOf("out/hello.deps.json"));
        Directory.Delete(_session.PathOf("out/runtimes"), recursive: true);
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), Execute("out/hello.dll"));
    }

    [Fact]
    public void Another_shared_library_is_replaced()
    {
        _session.Write($"out/{RuntimeName}", "an older one");
        _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll");
        Assert.Equal("hello\n", Execute("out/hello.dll").Output);
    }

    [Theory]
    [InlineData("hello.dll")]
    [InlineData("hello.pdb")]
    [InlineData("hello.runtimeconfig.json")]
    [InlineData("hello.deps.json")]
    [InlineData(RuntimeName)]
    public void When_one_file_cannot_be_written_none_is(string obstacle)
    {
        string[] all = ["hello.dll", "hello.pdb", "hello.runtimeconfig.json", "hello.deps.json"];
        foreach (string name in all.Where(name => name != obstacle))
        {
            _session.Write($"out/{name}", "old");
        }

        Directory.CreateDirectory(_session.PathOf($"out/{obstacle}"));
        var before = _session.Names("out").ToList();
        var outcome = _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll");
        Assert.Equal(new CommandOutcome(1, "", $"Error: 'out/{obstacle}' cannot be written: there is a folder of that name\n"), outcome);
        Assert.Equal(before, _session.Names("out"));
        Assert.All(all.Where(name => name != obstacle), name => Assert.Equal("old\n", File.ReadAllText(_session.PathOf($"out/{name}"))));
    }

    [Fact]
    public void Folders_made_for_an_output_that_fails_are_removed()
    {
        // 240 letters fit a file name, but not with the longest extension.
        string name = new('n', 240);
        var outcome = _session.Run("compile", "hello.ttvm", "-o", $"new/inner/{name}.dll");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"Error: 'new/inner/{name}.runtimeconfig.json' cannot be written: File name too long (os error ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["hello.ttvm"], _session.Names());
    }

    [Theory]
    [InlineData("{0}.dll", "File name too long (os error 36)")]
    [InlineData("{0}.ttb", "File name too long (os error 36)")]
    [InlineData("{0}/x.dll", "File name too long (os error 36)")]
    [InlineData("dangling/x.dll", "No such file or directory (os error 2)")]
    [InlineData("new/../loop/x.dll", "Too many levels of symbolic links (os error 40)")]
    [InlineData("/dev/null/x.dll", "Not a directory (os error 20)")]
    [InlineData("/proc/new/x.dll", "No such file or directory (os error 2)")]
    [InlineData("folder.ttb", "there is a folder of that name")]
    public void An_output_that_cannot_be_written_is_named_as_the_user_did_with_the_systems_reason(string pattern, string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        File.CreateSymbolicLink(_session.PathOf("dangling"), "missing");
        File.CreateSymbolicLink(_session.PathOf("loop"), "loop");
        Directory.CreateDirectory(_session.PathOf("folder.ttb"));
        string output = pattern.Replace("{0}", new string('n', 300), StringComparison.Ordinal);
        Assert.Equal(
            new CommandOutcome(1, "", $"Error: '{output}' cannot be written: {reason}\n"), _session.Run("compile", "hello.ttvm", "-o", output));
        Assert.Equal(["dangling", "folder.ttb", "hello.ttvm", "loop"], _session.Names());
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_reported()
    {
        var outcome = _session.Run("compile", "hello.ttvm", "-o", "hello.ttvm/x.dll");
        Assert.Equal(new CommandOutcome(1, "", "Error: 'hello.ttvm/x.dll' cannot be written: Not a directory (os error 20)\n"), outcome);
    }

    /// <summary>The names of what belongs to a compiled program, and others, in order.</summary>
    private static IEnumerable<string> FilesOf(string program, params string[] others)
    {
        string[] own = [RuntimeName, $"{program}.deps.json", $"{program}.dll", $"{program}.pdb", $"{program}.runtimeconfig.json"];
        string[] machineCode = CommandSession.HasMachineCode ? ["runtimes"] : [];
        return [.. own.Concat(machineCode).Concat(others).Order(StringComparer.Ordinal)];
    }

    private CommandOutcome Execute(string assembly) =>
        CommandSession.RunDotnet(_session.Folder, input: "", environment: [], [_session.PathOf(assembly)]);
}
