using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Architecture;

/// <summary>Which folder may know which: the tables are the rule, the built assemblies are what is checked.</summary>
public sealed class FolderDependencyTests
{
    /// <summary>Compiler folders, lowest first. Text and Diagnostics are open to every folder above them.</summary>
    /// <remarks>Constants are copied into the code that uses them, so a folder that only reads some does not show here.</remarks>
    private static readonly Dictionary<string, string[]> CompilerRows = new()
    {
        ["Text"] = [],

        // Text that a program supplies is shown to people the same way before and while it runs.
        ["Diagnostics"] = ["Text", "Runtime.Errors"],

        // A row binds its operation, whose first parameter is the context.
        // The attributes of runtime functions, and the context they may take.
        ["Natives"] = ["Runtime.Natives", "Runtime.Operations", "Runtime.Permissions", "Runtime.Processes", "Runtime.Values"],
        ["Bytecode"] = ["Natives", "Runtime.Natives", "Runtime.Operations", "Runtime.Permissions", "Runtime.Processes", "Runtime.Values"],
        // Message patterns are read where they are matched.
        ["Formats"] = ["Bytecode", "Runtime.Errors", "Runtime.Processes"],

        // A module that cannot be loaded becomes the error of its IMPORT, in the runtime's words; and SPAWN knows names without a program.
        // Code that joins a program that runs numbers the variables as that program does.
        ["Modules"] = ["Bytecode", "Formats", "Natives", "Runtime.Errors", "Runtime.Host", "Runtime.Operations", "Runtime.Processes"],

        // Programs of Lisp: what is read and expanded is data of the language; files are found as modules are, and primitive procedures are
        // instructions and runtime functions.
        ["Lisp"] = ["Bytecode", "Formats", "Modules", "Natives", "Runtime.Scheme", "Runtime.Values"],
        ["LispGeneration"] = ["Bytecode", "Natives", "Lisp", "Runtime.Processes", "Runtime.Scheme", "Runtime.Values"],
        ["UpstreamLisp"] = [],

        // The same for one that does not verify; the symbol table is the runtime's, for traces; and a name that nothing sets is
        // compared with those that are near. Literals of Lisp are read where programs read data.
        ["Verification"] = ["Bytecode", "Formats", "Natives", "Runtime.Errors", "Runtime.Processes", "Runtime.Scheme", "Runtime.Values"],

        // Constants are folded by calling the operations of the instruction table, whose first parameter is the context; and what a stack
        // trace says must stay as it is, which the symbol table knows.
        ["BytecodePasses"] = ["Bytecode", "Natives", "Verification", "Runtime.Errors", "Runtime.Host", "Runtime.Processes", "Runtime.Values"],

        // The context is the first parameter of every operation.
        ["Ir"] = ["Runtime.Errors", "Runtime.Natives", "Runtime.Operations", "Runtime.Processes", "Runtime.Values"],
        ["Lowering"] = ["Bytecode", "Natives", "Verification", "Ir", "Runtime.Operations", "Runtime.Processes", "Runtime.Scheme", "Runtime.Values"],
        ["Analysis"] = ["Ir", "Runtime.Natives", "Runtime.Operations", "Runtime.Processes", "Runtime.Values"],

        // Constants are folded by calling the operations, which takes a context; its constructor takes the outside world.
        ["Passes"] = ["Ir", "Analysis", "Runtime.Natives", "Runtime.Operations", "Runtime.Processes", "Runtime.Values", "Runtime.Host"],
        ["Emission"] = ["Ir", "Runtime.Errors", "Runtime.Hosting", "Runtime.Operations", "Runtime.Processes", "Runtime.Scheme", "Runtime.Values", "Mono.Cecil"],
        ["Interpretation"] =
        [
            "Bytecode", "Natives", "Verification", "Runtime.Errors", "Runtime.Operations", "Runtime.Processes", "Runtime.Values",
        ],

        // The machine calls operations and is called by them, as emitted code does and is; and the image says what a program may do.
        ["IrExecution"] = ["Ir", "Runtime.Operations", "Runtime.Permissions", "Runtime.Processes", "Runtime.Values"],

        // What is looked at is the runtime's: processes, stacks and values. A session runs the program too, which is hosting.
        ["Debugging"] =
        [
            "Bytecode", "Verification", "Runtime.Errors", "Runtime.Host", "Runtime.Hosting", "Runtime.Observation", "Runtime.Operations", "Runtime.Permissions",
            "Runtime.Processes", "Runtime.Scheme", "Runtime.Values",
        ],
        [AssemblyFolders.Root] =
        [
            "Bytecode", "Formats", "Modules", "Natives", "Lisp", "LispGeneration", "UpstreamLisp", "Verification", "BytecodePasses", "Ir", "Lowering", "Passes",
            "Emission", "Interpretation", "Debugging", "IrExecution", "Runtime.Errors",

            // What is evaluated reads files as the process sees them that evaluates it.
            "Runtime.Host", "Runtime.Natives", "Runtime.Operations", "Runtime.Permissions", "Runtime.Processes",
            "Runtime.Scheme", "Runtime.Values",
        ],

        // Editors ask about texts that need not be programs, so it works on lines, not on what the pipeline makes of them. It shows the descriptions of
        // runtime functions, which are there for whoever lists them, and the permissions that instructions need.
        ["LanguageService"] = ["Bytecode", "Formats", AssemblyFolders.Root, "Runtime.Errors", "Runtime.Permissions"],
    };

    /// <summary>Runtime folders; each may use those before it.</summary>
    private static readonly string[] RuntimeOrder = ["Values", "Scheme", "Errors", "Permissions", "Host", "Processes", "Observation", "Accounting", "Hooks", "Streams", "Formats", "Operations", "Natives", "Profiling", "Hosting"];

    /// <summary>Uses against the order, each with its reason.</summary>
    private static readonly (string User, string Used, string Reason)[] RuntimeExceptions =
    [
        ("ValueWriter", "DatumWriter", "what is in the values of Lisp is written as Lisp writes it, whoever shows them"),
        ("ValueWriter", "DatumStyle", "the same"),
        ("RaisedError", "ProgramImage", "an error shows the number of its instruction, which the description of the program gives"),
        ("LanguageStackTrace", "ProgramImage", "a trace asks the description of the program for its symbols"),
        ("LanguageStackTrace", "ProgramSymbols", "a trace shows functions, files and lines"),
    ];

    private static readonly string CompilerPath = typeof(Compilation).Assembly.Location;

    private static readonly string RuntimePath = typeof(Value).Assembly.Location;

    [Fact]
    public void A_compiler_folder_uses_only_the_folders_of_its_row() =>
        AssertNone(AssemblyFolders.Read(CompilerPath).Where(found => !Allowed(found.From).Contains(found.To)));

    [Fact]
    public void A_row_permits_nothing_that_is_not_used()
    {
        var used = AssemblyFolders.Read(CompilerPath).Select(found => (found.From, found.To)).ToHashSet();
        Assert.Empty(CompilerRows.SelectMany(row => row.Value.Where(to => !used.Contains((row.Key, to))).Select(to => $"{row.Key} need not use {to}")));
    }

    [Fact]
    public void Every_compiler_folder_has_a_row_after_those_it_uses()
    {
        string[] folders = [.. AssemblyFolders.Read(CompilerPath).Select(found => found.From).Distinct()];
        Assert.Empty(folders.Except(CompilerRows.Keys));
        string[] order = [.. CompilerRows.Keys];
        foreach (var (folder, uses) in CompilerRows)
        {
            Assert.All(uses.Where(order.Contains), use => Assert.True(Array.IndexOf(order, use) < Array.IndexOf(order, folder), $"{folder} stands before {use}"));
        }
    }

    [Fact]
    public void A_runtime_folder_uses_only_those_before_it()
    {
        AssertNone(AssemblyFolders.Read(RuntimePath).Where(found =>
            !IsInRuntimeOrder(found.From, found.To)
            && !RuntimeExceptions.Any(exception => exception.User == found.User && exception.Used == found.Used)));
    }

    [Fact]
    public void Every_exception_to_the_runtime_order_is_needed_and_has_a_reason()
    {
        var used = AssemblyFolders.Read(RuntimePath).Where(found => !IsInRuntimeOrder(found.From, found.To)).Select(found => (found.User, found.Used)).ToHashSet();
        Assert.All(RuntimeExceptions, exception =>
        {
            Assert.Contains((exception.User, exception.Used), used);
            Assert.NotEmpty(exception.Reason);
        });
    }

    [Fact]
    public void The_runtime_refers_to_the_framework_and_to_nothing_else() =>
        Assert.All(AssemblyFolders.References(RuntimePath), name => Assert.True(IsFramework(name), name));

    [Fact]
    public void The_compiler_refers_to_the_runtime_the_metadata_library_and_the_framework() => Assert.All(
        AssemblyFolders.References(CompilerPath),
        name => Assert.True(IsFramework(name) || name is "TinyTotIL.Runtime" or "Mono.Cecil" or "Mono.Cecil.Pdb", name));

    [Fact]
    public void Folders_that_must_stay_apart_stay_apart()
    {
        var used = AssemblyFolders.Read(CompilerPath).Select(found => (found.From, found.To)).ToHashSet();
        Assert.DoesNotContain(("Emission", "Bytecode"), used);
        Assert.DoesNotContain(("Interpretation", "Ir"), used);
        Assert.DoesNotContain(("Interpretation", "Lowering"), used);
        Assert.DoesNotContain(("Interpretation", "Emission"), used);
        Assert.DoesNotContain(("IrExecution", "Emission"), used);
        Assert.DoesNotContain(("IrExecution", "Lowering"), used);
        Assert.Contains(("Lowering", "Ir"), used);
    }

    private static IEnumerable<string> Allowed(string folder) =>
        CompilerRows.GetValueOrDefault(folder, []).Concat(folder is "Text" or "Diagnostics" ? [] : ["Text", "Diagnostics"]);

    private static bool IsInRuntimeOrder(string from, string to) =>
        Array.IndexOf(RuntimeOrder, to) is >= 0 and var place && place < Array.IndexOf(RuntimeOrder, from);

    /// <summary>Fails with the whole list: which folder uses which, and by what.</summary>
    private static void AssertNone(IEnumerable<FolderDependency> wrong)
    {
        string[] lines = [.. wrong.Select(found => $"{found.From} uses {found.To}: {found.User} names {found.Used}").Order()];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }

    /// <summary>Facades of the framework, one of which is named after Windows on every system.</summary>
    private static bool IsFramework(string name) => name == "Microsoft.Win32.Primitives" || name.StartsWith("System", StringComparison.Ordinal);
}
