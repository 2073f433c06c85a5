using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Modules;

public sealed class ModuleGraphTests
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly MemoryModuleSource _source = new();

    [Fact]
    public void Modules_come_in_order_of_their_first_import_breadth_first()
    {
        _source.Add("main", "IMPORT b\nIMPORT a").Add("b", "IMPORT c\nIMPORT a").Add("a", "IMPORT d").Add("c", "").Add("d", "");
        Assert.Equal(["main", "b", "a", "c", "d"], Load()!.Modules.Select(module => module.Path));
        Assert.Empty(_diagnostics.All);
    }

    [Fact]
    public void Each_path_is_read_once_and_compared_as_text()
    {
        _source.Add("main", "IMPORT m\nIMPORT \"m\"\nIMPORT ./m").Add("m", "IMPORT m").Add("./m", "");
        Load();
        Assert.Equal(["main", "m", "./m"], _source.Read);
    }

    [Fact]
    public void An_import_leads_to_its_module()
    {
        _source.Add("main", "IMPORT a\nIMPORT b").Add("a", "IMPORT b").Add("b", "NULL");
        var program = Load()!;
        Assert.Equal([1, 2, 2], Enumerable.Range(0, program.Instructions.Length)
            .Where(index => program.Instructions[index].Opcode == Opcode.Import)
            .Select(program.TargetOf));
    }

    [Fact]
    public void A_program_that_imports_itself_is_also_a_module()
    {
        _source.Add("main", "IMPORT main");
        Assert.Equal(["main", "main"], Load()!.Modules.Select(module => module.Path));
    }

    [Fact]
    public void A_main_program_that_cannot_be_read_is_an_error_with_upstreams_words()
    {
        Assert.Null(Load());
        var error = Assert.Single(_diagnostics.All);
        Assert.Equal(("TT2001", Severity.Error), (error.Code, error.Severity));
        Assert.Equal("File operation failed on main: No such file or directory (os error 2)", error.UpstreamText);
    }

    [Fact]
    public void A_main_program_that_does_not_parse_is_rejected()
    {
        _source.Add("main", "NONSENSE");
        Assert.Null(Load());
        Assert.Equal("Parse error on line 1: NONSENSE", Assert.Single(_diagnostics.All).UpstreamText);
    }

    [Fact]
    public void A_module_that_cannot_be_read_is_linked_with_its_error_and_a_warning_at_the_import()
    {
        _source.Add("main", "NULL\nIMPORT gone");
        var linked = Load()!.Modules[1];
        Assert.Null(linked.Module);
        Assert.Equal("File operation failed on gone: No such file or directory (os error 2)", linked.LoadError);
        var warning = Assert.Single(_diagnostics.All);
        Assert.Equal(("TT2002", Severity.Warning, "main", 2), (warning.Code, warning.Severity, warning.Path, warning.Line));
    }

    [Theory]
    [InlineData("math", "std/math.ttvm")]
    [InlineData("math.ttvm", "std/math.ttvm")]
    [InlineData("std/math", "std/math.ttvm")]
    [InlineData("std/maths.ttvm", "std/math.ttvm")]
    [InlineData("std/lsit.ttb", "std/list.ttvm")]
    [InlineData("std/math.ttvm", null)]
    [InlineData("lib/math.ttvm", null)]
    [InlineData("std/geometry.ttvm", null)]
    public void A_path_that_leads_nowhere_is_compared_with_the_library(string path, string? suggestion)
    {
        ModuleGraph.Load("main", new SourceWithLibrary($"IMPORT {path}"), _diagnostics);
        string end = suggestion is null ? "(os error 2)" : $"; did you mean '{suggestion}'?";
        Assert.EndsWith(end, Assert.Single(_diagnostics.All).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("std/string")]
    [InlineData("std/strings")]
    [InlineData("std/strings.ttvm")]
    public void Another_name_of_a_library_module_is_the_same_module(string path)
    {
        _source.Add("main", $"IMPORT {path}\nIMPORT std/string.ttvm\nIMPORT {path}").Add("std/string.ttvm", "NULL");
        var program = Load()!;
        Assert.Equal(["main", "std/string.ttvm"], program.Modules.Select(module => module.Path));
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(program.TargetOf));
        Assert.Empty(_diagnostics.All);
    }

    [Fact]
    public void A_name_that_is_also_a_file_means_the_file()
    {
        _source.Add("main", "IMPORT std/string.ttvm\nIMPORT std/strings").Add("std/string.ttvm", "NULL").Add("std/strings", "NULL");
        Assert.Equal(["main", "std/string.ttvm", "std/strings"], Load()!.Modules.Select(module => module.Path));
    }

    [Fact]
    public void A_module_of_the_library_may_be_imported_by_its_other_name_only()
    {
        _source.Add("main", "IMPORT m\nIMPORT std/io_enhanced").Add("m", "IMPORT std/lists.ttvm").Add("std/io.ttvm", "NULL").Add("std/list.ttvm", "NULL");
        Assert.Equal(["main", "m", "std/io.ttvm", "std/list.ttvm"], Load()!.Modules.Select(module => module.Path));
    }

    [Theory]
    [InlineData("std/strings", "std/strings")]
    [InlineData("std/lists.ttb", "std/lists.ttb")]
    [InlineData("lib/strings", "lib/strings")]
    public void A_name_that_leads_nowhere_is_reported_as_written(string path, string named)
    {
        _source.Add("main", $"IMPORT {path}");
        Assert.Equal($"File operation failed on {named}: No such file or directory (os error 2)", Load()!.Modules[1].LoadError);
    }

    [Fact]
    public void A_module_that_does_not_parse_is_linked_with_its_first_error_and_a_warning_at_the_import()
    {
        _source.Add("main", "IMPORT m").Add("m", "NULL\nPUSH_INT x\nNONSENSE");
        var linked = Load()!.Modules[1];
        Assert.Null(linked.Module);
        Assert.Equal("Parse error on line 2: Invalid integer: x", linked.LoadError);
        var warning = Assert.Single(_diagnostics.All);
        Assert.Equal(("TT2003", Severity.Warning, "main", 1), (warning.Code, warning.Severity, warning.Path, warning.Line));
    }

    [Fact]
    public void A_module_with_bytes_that_are_no_text_is_an_error_of_its_import()
    {
        _source.Add("main", "IMPORT m").Add("m", [0xFF, 0xFE]);
        Assert.Equal("File operation failed on m: stream did not contain valid UTF-8", Load()!.Modules[1].LoadError);
    }

    [Fact]
    public void A_path_that_ends_in_ttb_is_read_as_binary()
    {
        // Upstream's coding of TRUE, PRINT.
        _source.Add("main", "IMPORT m.ttb").Add("m.ttb", [0x03, 0x00, 0x40, 0x00]);
        var module = Load()!.Modules[1].Module!;
        Assert.Equal([Opcode.True, Opcode.Print], module.Instructions.Select(instruction => instruction.Opcode));
    }

    [Fact]
    public void The_ending_may_be_in_capitals()
    {
        _source.Add("main", "IMPORT M.TTB").Add("M.TTB", [0x03, 0x00]);
        Assert.Equal(Opcode.True, Assert.Single(Load()!.Modules[1].Module!.Instructions).Opcode);
    }

    [Fact]
    public void A_broken_binary_module_is_an_error_of_its_import()
    {
        _source.Add("main", "IMPORT m.ttb").Add("m.ttb", [0x03]);
        var linked = Load()!.Modules[1];
        Assert.Null(linked.Module);
        Assert.NotEmpty(linked.LoadError!);
        Assert.Equal("TT2003", Assert.Single(_diagnostics.All).Code);
    }

    [Fact]
    public void A_source_that_invents_files_comes_to_an_end()
    {
        var program = ModuleGraph.Load("0", new EndlessSource(), _diagnostics, limits: new ModuleLimits { Modules = 10 });
        Assert.Null(program);
        var error = Assert.Single(_diagnostics.All);
        Assert.Equal(("TT2004", Severity.Error, "9"), (error.Code, error.Severity, error.Path));
    }

    [Fact]
    public void Files_have_a_largest_size_together()
    {
        _source.Add("main", "IMPORT m").Add("m", "NULL");
        Assert.NotNull(ModuleGraph.Load("main", _source, _diagnostics, limits: new ModuleLimits { Bytes = 12 }));
        Assert.Null(ModuleGraph.Load("main", _source, _diagnostics, limits: new ModuleLimits { Bytes = 11 }));
        var error = Assert.Single(_diagnostics.All);
        Assert.Equal(("TT2005", Severity.Error, "m"), (error.Code, error.Severity, error.Path));
    }

    [Fact]
    public void Only_the_main_program_is_read_as_what_the_user_named()
    {
        var program = ModuleGraph.Load("pipe", new PipeSource(), _diagnostics)!;
        Assert.Equal((null, "File operation failed on pipe: not a regular file"), (program.Modules[1].Module, program.Modules[1].LoadError));
        Assert.Equal("TT2002", Assert.Single(_diagnostics.All).Code);
    }

    private BytecodeProgram? Load() => ModuleGraph.Load("main", _source, _diagnostics);

    [Theory]
    [InlineData("PUSH_STR loggr\nSPAWN", "no program 'loggr' was found next to the program or in examples/, so the process only prints 'Spawned process: loggr'")]
    [InlineData("PUSH_TEXT \"gone.ttb\"\nSPAWN_LINK", "no program 'gone.ttb' was found next to the program or in examples/, so the process only prints 'Spawned process: gone.ttb'; the name is written without '.ttb'")]
    [InlineData("SUPERVISE_CHILD gone\nPUSH_STR gone\nSPAWN_MONITOR", "no program 'gone' was found next to the program or in examples/, so the process only prints 'Spawned process: gone'")]
    [InlineData("PUSH_STR gone\nPUSH_STR id\nSUPERVISE_CHILD", "no program 'gone' was found next to the program or in examples/, so the process only prints 'Spawned process: gone'")]
    [InlineData("PUSH_STR there\nSPAWN\nPUSH_STR counter\nSPAWN\nPUSH_STR hello_world\nSPAWN_LINK\nPUSH_STR text\nPRINT\nLOAD x\nPUSH_STR id\nSUPERVISE_CHILD", null)]
    public void A_text_that_is_started_and_is_no_programs_name_is_warned_of(string program, string? message)
    {
        _source.Add("main", program).Add("there.ttvm", "HALT");
        Assert.NotNull(Load());
        Assert.Equal(message is null ? [] : [("TT2008", message)], _diagnostics.All.Select(warning => (warning.Code, warning.Message)));
    }

    /// <summary>One program, and a library whose modules cannot be read.</summary>
    private sealed class SourceWithLibrary(string program) : IModuleSource
    {
        public ModuleContent ReadProgram(string path) => new(Encoding.UTF8.GetBytes(program), Error: null);

        public ModuleContent Read(string path) => new(Bytes: null, "No such file or directory (os error 2)");

        public IReadOnlyCollection<string> FindLibrary() => ["std/list.ttvm", "std/math.ttvm"];
    }

    /// <summary>Every file exists and imports the next one.</summary>
    private sealed class EndlessSource : IModuleSource
    {
        public ModuleContent Read(string path) =>
            new(System.Text.Encoding.UTF8.GetBytes($"IMPORT {long.Parse(path) + 1}"), Error: null);
    }

    /// <summary>A pipe that holds a program which imports it again.</summary>
    private sealed class PipeSource : IModuleSource
    {
        public ModuleContent ReadProgram(string path) => new("IMPORT pipe"u8.ToArray(), Error: null);

        public ModuleContent Read(string path) => new(Bytes: null, "not a regular file");
    }
}
