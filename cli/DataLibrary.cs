namespace TinyTotIL.Cli;

/// <summary>A library that only some compiled programs need.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dependencies">The libraries it needs in turn.</param>
/// <param name="Files">Its files.</param>
internal sealed record DataLibrary(string Name, IReadOnlyList<string> Dependencies, IReadOnlyList<DataFile> Files);
