namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>A test that runs scripts of the extension, for which it needs Node.js.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Program is null ? "Node.js (node) is not installed on this machine." : null;

    /// <summary>The full path of <c>node</c>; null when there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);
}
