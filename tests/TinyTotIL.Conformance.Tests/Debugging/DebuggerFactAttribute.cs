using System.Runtime.InteropServices;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>A test that debugs a program by the debugging interface of .NET, where the runtime has it beside itself in the form we call it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DebuggerFactAttribute : FactAttribute
{
    public DebuggerFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), ManagedDebugger.Library)))
        {
            Skip = "There is no debugging interface of .NET for Linux here.";
        }
    }
}
