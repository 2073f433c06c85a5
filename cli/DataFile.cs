namespace TinyTotIL.Cli;

/// <summary>A file of a library.</summary>
/// <param name="Path">Where it lies beside the program; with slashes.</param>
/// <param name="System">The runtime identifier of the system it is for; null for all.</param>
/// <param name="Kind">What it is, in the words of manifests; null for an assembly that all systems take.</param>
internal sealed record DataFile(string Path, string? System, string? Kind);
