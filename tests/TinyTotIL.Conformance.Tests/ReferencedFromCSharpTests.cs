using System.Diagnostics;

namespace TinyTotIL.Conformance.Tests;

/// <summary>A compiled program as a library of an ordinary C# project.</summary>
public sealed class ReferencedFromCSharpTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="lib/Shapes.dll" />
            <Reference Include="lib/TinyTotIL.Runtime.dll" />
          </ItemGroup>
        </Project>
        """;

    private const string Caller = """
        using TinyTotIL.Runtime.Errors;
        using TinyTotIL.Runtime.Values;

        long area = (long)Shapes.area(3, 4);
        Console.WriteLine(area);
        Console.WriteLine((double)Shapes.area(1.5, 4L));
        Console.WriteLine((string)Shapes.greet("world"));
        Console.WriteLine((bool)Shapes.negate(true));
        Console.WriteLine((string)Shapes.version());
        Console.WriteLine((long)Shapes.apply(Shapes.adder(40), 2));
        Console.WriteLine(Shapes.apply(Shapes.silent(), 7));
        try
        {
            Shapes.area("three", 4);
        }
        catch (LanguageException error)
        {
            Console.WriteLine(error.Message);
            Console.WriteLine(string.Join(", ", error.LanguageStackTrace));
        }

        Value again = Shapes.area(5, 6);
        Console.WriteLine(again);
        """;

    private static readonly string[] Program =
    [
        "PUSH_STR \"loaded once\"",
        "PRINT",
        "MAKE_FUNCTION area width height",
        "STORE area",
        "EXPORT area",
        "MAKE_FUNCTION greet name",
        "STORE greet",
        "EXPORT greet",
        "MAKE_FUNCTION negate flag",
        "STORE negate",
        "EXPORT negate",
        "PUSH_STR \"1.0\"",
        "STORE version",
        "EXPORT version",
        "MAKE_FUNCTION adder n",
        "STORE adder",
        "EXPORT adder",
        "MAKE_FUNCTION silent",
        "STORE silent",
        "EXPORT silent",
        "MAKE_FUNCTION apply f x",
        "STORE apply",
        "EXPORT apply",
        "HALT",
        "LABEL area",
        "LOAD width",
        "LOAD height",
        "MUL",
        "RET",
        "LABEL greet",
        "PUSH_TEXT \"Hello, \"",
        "LOAD name",
        "CONCAT",
        "RET",
        "LABEL negate",
        "LOAD flag",
        "NOT",
        "RET",
        "LABEL adder",
        "CAPTURE n",
        "MAKE_LAMBDA add m",
        "RET",
        "LABEL add",
        "LOAD n",
        "LOAD m",
        "ADD",
        "RET",
        "LABEL silent",
        "MAKE_FUNCTION nothing x",
        "RET",
        "LABEL nothing",
        "RET",
        "LABEL apply",
        "LOAD x",
        "LOAD f",
        "CALL_FUNCTION",
        "RET",
    ];

    [Fact]
    public void A_CSharp_project_calls_exported_functions_and_catches_their_errors()
    {
        using var session = new CommandSession();
        session.Write("shapes.ttvm", Program);
        var compiled = session.Run("compile", "shapes.ttvm", "-o", "lib/Shapes.dll");
        Assert.True(compiled.ExitCode == 0, compiled.Error);

        // Props of this repository, or of whatever lies above the temporary folder, must not reach the project.
        session.Write("Directory.Build.props", "<Project />");
        session.Write("Directory.Build.targets", "<Project />");
        session.Write("Directory.Packages.props", "<Project />");
        session.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        session.Write("Caller.csproj", Project);
        session.Write("Caller.cs", Caller);
        var built = Dotnet(session.Folder, "build", "Caller.csproj", "-c", "Release", "-o", "out", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.True(built.ExitCode == 0, built.Output + built.Error);

        var run = Dotnet(session.Folder, "out/Caller.dll");
        Assert.Equal(
            """
            loaded once
            12
            6
            Hello, world
            False
            1.0
            42
            null
            MUL expects two numbers (int or float) but got Str("three"), Int(4)
            at area (shapes.ttvm:28:1)
            30

            """,
            run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    /// <summary>Runs <c>dotnet</c> without what the build that runs the tests has left in the environment.</summary>
    private static CommandOutcome Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfABuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new CommandOutcome(process.ExitCode, output.Result, error.Result);
    }

    private static bool IsOfABuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "ArtifactsPath" or "Configuration" or "Platform";
}
