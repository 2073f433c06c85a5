using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Methods of other assemblies, called by NATIVE in both engines.</summary>
public sealed class ForeignFunctionTests
{
    private const string Sample = "TinyTotIL.Conformance.Tests.ForeignSamples";

    private static readonly ForeignReferences References = new([typeof(ForeignSamples).Assembly], OffersFramework: true);

    [Theory]
    [InlineData("PUSH_INT 2|PUSH_INT 40|NATIVE sample.add 2", "42")]
    [InlineData("PUSH_STR ab|NATIVE sample.builder 1", "Foreign(System.Text.StringBuilder)")]
    [InlineData("PUSH_STR ab|NATIVE sample.builder 1|PUSH_STR cd|NATIVE sample.append 2|NATIVE sample.text 1", "abcd")]
    [InlineData("PUSH_STR gone wrong|NATIVE sample.fail 1", "!sample.fail: InvalidOperationException: gone wrong")]
    [InlineData("PUSH_STR it|NATIVE sample.raise 1", "!raised: it")]
    [InlineData("PUSH_INT 5|PUSH_STR x|NATIVE sample.append 2", "!sample.append expects System.Text.StringBuilder as argument 1 but got Int(5)")]
    [InlineData("PUSH_INT 5|NATIVE sample.builder 1", "!sample.builder expects System.String as argument 1 but got Int(5)")]
    [InlineData("PUSH_STR a|PUSH_STR b|NATIVE sample.add 2", "!sample.add expects int as argument 1 but got Str(\"a\")")]
    public void A_marked_method_has_a_name_of_its_own(string code, string expected) => AssertPrints(code, expected);

    [Theory]
    [InlineData("Half", "PUSH_INT 9|NATIVE f 1", "4")]
    [InlineData("Half", "PUSH_INT 99999999999|NATIVE f 1", "!f expects System.Int32 as argument 1 but got Int(99999999999)")]
    [InlineData("Octet", "PUSH_INT 200|PUSH_INT -100|NATIVE f 2", "100")]
    [InlineData("Octet", "PUSH_INT 200|PUSH_INT 128|NATIVE f 2", "!f expects System.SByte as argument 2 but got Int(128)")]
    [InlineData("Large", "NATIVE f 0", "4294967295")]
    [InlineData("TooLarge", "NATIVE f 0", "!f: OverflowException: Arithmetic operation resulted in an overflow.")]
    [InlineData("Twice", "PUSH_FLOAT 0.25|NATIVE f 1", "0.5")]
    [InlineData("Twice", "PUSH_INT 3|NATIVE f 1", "6")]
    [InlineData("Perhaps", "TRUE|NATIVE f 1", "there")]
    [InlineData("Perhaps", "FALSE|NATIVE f 1", "null")]
    [InlineData("Perhaps", "PUSH_INT 1|NATIVE f 1", "!f expects bool as argument 1 but got Int(1)")]
    [InlineData("Words", "PUSH_TEXT \"a b c\"|NATIVE f 1", "[a, b, c]")]
    [InlineData("Words", "NULL|NATIVE f 1", "!f: NullReferenceException: Object reference not set to an instance of an object.")]
    [InlineData("Total", "PUSH_INT 1|PUSH_INT 2|MAKE_LIST 2|NATIVE f 1", "3")]
    [InlineData("Total", "PUSH_INT 1|PUSH_STR x|MAKE_LIST 2|NATIVE f 1", "!f expects System.Int64[] as argument 1 but got List([Int(1), Str(\"x\")])")]
    [InlineData("Letters", "PUSH_STR a|PUSH_STR bc|NATIVE f 2", "abc")]
    [InlineData("Letters", "PUSH_STR aa|PUSH_STR bc|NATIVE f 2", "!f expects System.Char as argument 1 but got Str(\"aa\")")]
    [InlineData("NextDay", "PUSH_INT 6|NATIVE f 1|NATIVE f 1", "Foreign(System.DayOfWeek)")]
    [InlineData("Maybe", "PUSH_INT 6|NATIVE f 1", "7")]
    [InlineData("Maybe", "NULL|NATIVE f 1", "null")]
    [InlineData("Same", "PUSH_INT 6|MAKE_LIST 1|NATIVE f 1", "[6]")]
    [InlineData("Same", "NULL|NATIVE f 1", "null")]
    [InlineData("Exact", "PUSH_FLOAT 0.5|NATIVE f 1", "Foreign(System.Decimal)")]
    [InlineData("Sneaky", "NATIVE f 0", "!f: an object of System.RuntimeType leads to what programs must not reach")]
    [InlineData("Grid", "NATIVE f 0", "Foreign(System.Int32[,])")]
    [InlineData("Rows", "NATIVE f 0", "[[1, 2], [3]]")]
    [InlineData("Circle", "NATIVE f 0", "[Foreign(System.Object[])]")]
    [InlineData("Silent", "NATIVE f 0", "!f: SilentException: NotSupportedException")]
    [InlineData("Pick(byte)", "PUSH_INT 5|NATIVE f 1", "-5")]
    [InlineData("Pick(string)", "PUSH_STR four|NATIVE f 1", "4")]
    public void An_unmarked_method_is_called_by_its_parameter_types(string method, string code, string expected) =>
        AssertPrints($"EXTERN f \"{Sample}::{method}\"|{code}", expected);

    [Theory]
    [InlineData("System.Math::Max", "PUSH_INT 2|PUSH_INT 7|NATIVE f 2", "7")]
    [InlineData("System.Math::Floor(double)", "PUSH_FLOAT 2.5|NATIVE f 1", "2")]
    [InlineData("System.Int32::Parse(string)", "PUSH_STR 12|NATIVE f 1", "12")]
    [InlineData("System.Int32::Parse(string)", "PUSH_STR x|NATIVE f 1", "!f: FormatException: The input string 'x' was not in a correct format.")]
    [InlineData("System.Guid::Parse(string)", "PUSH_STR 00000000-0000-0000-0000-000000000000|NATIVE f 1", "Foreign(System.Guid)")]
    public void A_method_of_dotnet_is_called(string method, string code, string expected) => AssertPrints($"EXTERN f \"{method}\"|{code}", expected);

    /// <summary>One worker, which both processes need: what waits must not keep it.</summary>
    [Fact]
    public void A_process_waits_for_a_slow_method_while_others_go_on()
    {
        const string Code = "NATIVE sample.gate 0|STORE gate|CAPTURE gate|MAKE_LAMBDA open|SPAWN|POP|LOAD gate|NATIVE sample.wait 1|PRINT|PUSH_STR late|NATIVE sample.fail_later 1|PRINT|HALT|"
            + "LABEL open|LOAD gate|PUSH_INT 42|NATIVE sample.open 2|RET";
        var loaded = Load(Code, References);
        Assert.Empty(loaded.Diagnostics);
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.CompiledUnoptimized, ExecutionMode.Compiled])
        {
            var console = new FakeConsole("");
            var image = ProgramRunner.Prepare("main.ttvm", null!, loaded.Program!, mode);
            var outcome = ProgramRunner.Run(image, "main.ttvm", console, SystemHost.Create([]), new SchedulerOptions { Workers = 1 });
            Assert.Equal((mode, "42\n", "Error: sample.fail_later: InvalidOperationException: late"), (mode, outcome.Output, outcome.ErrorLines[0]));
        }
    }

    [Theory]
    [InlineData($"{Sample}::Refused", "it returns System.Type, which leads to what programs must not reach")]
    [InlineData($"{Sample}::Assemblies", "its parameter 'assembly' is System.Reflection.Assembly, which leads to what programs must not reach")]
    [InlineData($"{Sample}::ByReference", "its parameter 'number' is System.Int64&, which is passed by reference")]
    [InlineData($"{Sample}::Generic", "generic methods and types cannot be called")]
    [InlineData($"{Sample}::Nothing", $"{Sample} has no public static method Nothing")]
    [InlineData($"{Sample}::Half(long)", $"{Sample} has no public static method Half with these parameters")]
    [InlineData("System.Type::GetType", "System.Type is not for programs")]
    [InlineData("System.Activator::CreateInstance", "System.Activator is not for programs")]
    [InlineData("System.Environment::Exit", "System.Environment is not for programs")]
    [InlineData("System.Diagnostics.Process::Start", "there is no public type System.Diagnostics.Process in the referenced assemblies or in .NET's base library")]
    [InlineData("No.Such::Type", "there is no public type No.Such in the referenced assemblies or in .NET's base library")]
    [InlineData("Half", "the form is Namespace.Type::Method, or Namespace.Type::Method(type, ...)")]
    public void What_leads_to_reflection_or_cannot_be_called_is_refused(string method, string reason)
    {
        var found = Assert.Single(Load($"EXTERN f \"{method}\"", References).Diagnostics);
        Assert.Equal(("TT2011", $"'{method}' cannot be called: {reason}"), (found.Code, found.Message));
    }

    [Fact]
    public void Without_leave_there_is_nothing_of_dotnet()
    {
        var found = Assert.Single(Load("EXTERN f \"System.Math::Max\"", ForeignReferences.None).Diagnostics);
        Assert.Equal("'System.Math::Max' cannot be called: there is no public type System.Math in an assembly given by --reference", found.Message);
    }

    [Fact]
    public void A_compiled_program_takes_its_assemblies_along()
    {
        using var session = new CommandSession();
        session.Write("main.ttvm", "PUSH_INT 2", "PUSH_INT 40", "NATIVE sample.add 2", "PRINT");
        string library = typeof(ForeignSamples).Assembly.Location;
        Assert.Equal("", session.Run("compile", "-r", library, "main.ttvm", "-o", "out/main.dll").Error);
        var outcome = CommandSession.RunDotnet(session.Folder, input: "", environment: [], [session.PathOf("out/main.dll")]);
        Assert.Equal(("42\n", 0), (outcome.Output, outcome.ExitCode));
    }

    private static LoadResult Load(string code, ForeignReferences references)
    {
        var files = new Dictionary<string, byte[]> { ["main.ttvm"] = Encoding.UTF8.GetBytes(code.Replace('|', '\n') + "\n") };
        return Compilation.Load("main.ttvm", new MemoryModuleSource(files, new FolderModuleSource(CaseCatalog.Root)), references);
    }

    /// <summary>Runs code and prints what it leaves, or the error after an exclamation mark.</summary>
    private static void AssertPrints(string code, string expected)
    {
        var loaded = Load($"TRY handler|{code}|PRINT|HALT|LABEL handler|EXCEPTION_MESSAGE|PRINT", References);
        Assert.Empty(loaded.Diagnostics);
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.CompiledUnoptimized, ExecutionMode.Compiled])
        {
            var console = new FakeConsole("");
            var image = ProgramRunner.Prepare("main.ttvm", null!, loaded.Program!, mode);
            var outcome = ProgramRunner.Run(image, "main.ttvm", console, SystemHost.Create([]));
            Assert.Equal((mode, expected.TrimStart('!') + "\n", 0), (mode, outcome.Output, outcome.ExitCode));
        }
    }
}
