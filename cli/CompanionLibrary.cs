namespace TinyTotIL.Cli;

/// <summary>A library that a compiled program runs with.</summary>
/// <param name="Name">Its name in the program's manifest.</param>
/// <param name="Files">Its files. Of several assemblies of one name, those for a system come before the one for all.</param>
internal sealed record CompanionLibrary(string Name, IReadOnlyList<CompanionFile> Files);
