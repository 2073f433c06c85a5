using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Conformance.Tests.Permissions;

/// <summary>Every instruction and runtime function that needs permissions, each of them missing, in both engines, on the real machine.</summary>
public sealed class PermissionMatrixTests : IDisposable
{
    private const string Path = "matrix.ttvm";
    private const string Variable = "TTIL_MATRIX";

    private static readonly ExecutionMode[] Modes = [ExecutionMode.Interpreted, ExecutionMode.Compiled];

    private readonly string _folder = Directory.CreateTempSubdirectory("ttil-matrix-").FullName;

    public static TheoryData<string, AccessKind> All
    {
        get
        {
            var all = new TheoryData<string, AccessKind>();
            foreach (var (name, needs) in Rows())
            {
                needs.ToList().ForEach(kind => all.Add(name, kind));
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Without_its_permission_it_is_an_error_and_nothing_happens(string name, AccessKind kind)
    {
        string? code = PermissionSamples.CodeOf(name, kind);
        Assert.True(code is not null, $"{name} needs {kind}: add a sample to PermissionSamples");
        foreach (var mode in Modes)
        {
            AssertDenied(mode, code, PermissionPolicy.Of(PermissionSamples.DenialOf(name, kind)), $"permission denied by {PermissionSamples.DenialOf(name, kind)}");
            AssertDenied(mode, code, PermissionPolicy.Of(PermissionSamples.SandboxWithout(name, kind)), $"permission denied; grant it with {PermissionFlag.Allow(kind)}=");
            AssertDenied(mode, code, PermissionPolicy.Nothing, "permission denied; grant it with --allow-");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void With_all_permissions_in_a_sandbox_it_is_not_denied(string name, AccessKind kind)
    {
        var policy = PermissionPolicy.Of([PermissionFlag.Sandbox, .. PermissionFlag.Kinds.Select(other => PermissionFlag.Allow(other))]);
        foreach (var mode in Modes)
        {
            Prepare();
            string output = Run(mode, PermissionSamples.CodeOf(name, kind)!, policy);
            Assert.DoesNotContain("permission", output, StringComparison.Ordinal);
            Assert.DoesNotContain(" expects ", output, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<(string Name, IReadOnlyList<AccessKind> Needs)> Rows() =>
        InstructionSet.All.Select(row => (row.Mnemonic, row.Needs))
            .Concat(NativeTable.Library.All.Select(function => ($"{function.Name}/{function.Parameters.Length}", function.Permissions)));

    private void Prepare()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(System.IO.Path.Combine(_folder, "empty"));
        File.WriteAllText(System.IO.Path.Combine(_folder, "a"), "text");
        Environment.SetEnvironmentVariable(Variable, null);
    }

    private void AssertDenied(ExecutionMode mode, string code, PermissionPolicy policy, string expected)
    {
        Prepare();
        Assert.Contains(expected, Run(mode, code, policy), StringComparison.Ordinal);
        Assert.Equal([System.IO.Path.Combine(_folder, "a"), System.IO.Path.Combine(_folder, "empty")], Directory.EnumerateFileSystemEntries(_folder).Order());
        Assert.Equal("text", File.ReadAllText(System.IO.Path.Combine(_folder, "a")));
        Assert.Null(Environment.GetEnvironmentVariable(Variable));
    }

    private string Run(ExecutionMode mode, string code, PermissionPolicy policy)
    {
        string text = $"TRY caught|{code}|PUSH_STR done|PRINT|HALT|LABEL caught|PRINT|".Replace("%", _folder, StringComparison.Ordinal).Replace('|', '\n');
        var modules = new MemoryModuleSource(new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes(text) });
        var loaded = Compilation.Load(Path, modules);
        Assert.True(loaded.Program is not null, string.Join("; ", loaded.Diagnostics.Select(found => found.Message)));
        var image = ProgramRunner.Prepare(Path, modules, loaded.Program, mode);
        return ProgramRunner.Run(image, Path, new FakeConsole(""), SystemHost.Create([Path]).Restrict(policy)).Output;
    }
}
