namespace TinyTotIL.Runtime.Host;

/// <summary>The file that a command runs.</summary>
/// <param name="Path">Its absolute path, in a folder without links; its own name may be a link, which tells some programs what to do.</param>
/// <param name="Target">What it is after all links.</param>
public readonly record struct ProgramPlace(string Path, string Target);
