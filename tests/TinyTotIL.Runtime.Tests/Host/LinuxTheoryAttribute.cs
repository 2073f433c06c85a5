using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>A test of exact system sentences, with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The expected sentences are those of Linux.";
}
