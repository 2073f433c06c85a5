using System.Reflection;

namespace TinyTotIL.Cli;

/// <summary>The library that compiled programs run with, as it is put beside them.</summary>
/// <remarks>
/// Beside a program lies plain IL, which runs everywhere. Where ttil was built with machine code, a second copy with machine code for this system lies in a folder
/// of its own, and a manifest tells .NET to take that on such a system: a third of the time a short program takes would otherwise
/// go into compiling the library.
/// </remarks>
internal static class RuntimeLibrary
{
    /// <summary>Name of its file.</summary>
    public const string FileName = Name + ".dll";

    private const string Name = "TinyTotIL.Runtime";

    /// <summary>Name, in the assembly's metadata, of the system that machine code is for; the build says so.</summary>
    private const string SystemKey = "MachineCodeFor";

    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The plain copy; the build keeps one where it has put machine code into the library itself.</summary>
    private static readonly string PlainCopy = Path.Combine(Folder, "plain", FileName);

    /// <summary>Reads the library as plain IL.</summary>
    public static byte[] ReadPlain() => File.ReadAllBytes(HasMachineCode ? PlainCopy : Path.Combine(Folder, FileName));

    /// <summary>The library as it lies beside a program.</summary>
    /// <param name="plain">The library as plain IL.</param>
    public static CompanionLibrary Companion(byte[] plain) => new(Name, HasMachineCode
        ? [new($"runtimes/{MachineCodeSystem}/{FileName}", File.ReadAllBytes(Path.Combine(Folder, FileName)), MachineCodeSystem), new(FileName, plain)]
        : [new(FileName, plain)]);

    private static bool HasMachineCode => File.Exists(PlainCopy);

    /// <summary>The runtime identifier of the system this was built on.</summary>
    private static string MachineCodeSystem =>
        typeof(RuntimeLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == SystemKey).Value!;
}
