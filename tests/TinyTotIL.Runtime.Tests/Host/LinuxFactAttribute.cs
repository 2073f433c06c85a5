using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>A test of exact system sentences or special files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The expected sentences are those of Linux.";
}
