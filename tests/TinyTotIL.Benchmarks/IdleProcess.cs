using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>A context for operations that do not touch the outside world.</summary>
internal static class IdleProcess
{
    public static ProcessContext Create()
    {
        Tag.Initialize();
        var main = new ModuleImage("main", Start: 0, Length: 100, LoadError: null, Body: null);
        var host = new HostServices(Console: null!, Files: null!, Clock: null!, Environment: null!, Programs: null!);
        return new ProcessContext(new ProgramImage([main], () => ProgramSymbols.Empty), host);
    }
}
