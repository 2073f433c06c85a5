using System.Reflection;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Architecture;

/// <summary>Each instruction and each runtime function states the permissions it needs: those of the outside world that its code reaches.</summary>
public sealed class StatedPermissionTests : IDisposable
{
    private readonly ReachedPermissions _reached = new(typeof(Value).Assembly.Location);

    [Fact]
    public void Instructions_state_what_their_operations_reach() =>
        AssertStated(InstructionSet.All.Where(row => row.Operation is not null).Select(row => (row.Mnemonic, row.Operation!.Method, row.Needs)));

    [Fact]
    public void Runtime_functions_state_what_they_reach() =>
        AssertStated(NativeTable.Library.All.Select(function => ($"{function.Name}/{function.Parameters.Length}", function.Method, function.Permissions)));

    [Fact]
    public void The_walk_through_the_code_finds_what_is_there()
    {
        Assert.Equal([AccessKind.Read], _reached.From(InstructionSet.All.First(row => row.Mnemonic == "READ_FILE").Operation!.Method).Keys);
        Assert.Equal([AccessKind.Net], _reached.From(InstructionSet.All.First(row => row.Mnemonic == "HTTP_GET").Operation!.Method).Keys);
        Assert.Empty(_reached.From(InstructionSet.All.First(row => row.Mnemonic == "ADD").Operation!.Method));
    }

    public void Dispose() => _reached.Dispose();

    private void AssertStated(IEnumerable<(string Name, MethodInfo Method, IReadOnlyList<AccessKind> Stated)> all)
    {
        var wrong = new List<string>();
        foreach (var (name, method, stated) in all)
        {
            var reached = _reached.From(method);
            wrong.AddRange(reached.Where(pair => !stated.Contains(pair.Key)).Select(pair => $"{name} reaches {pair.Value} and does not state {pair.Key}"));
            wrong.AddRange(stated.Where(kind => !reached.ContainsKey(kind)).Select(kind => $"{name} states {kind} and does not reach it"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
