namespace TinyTotIL.Cli;

/// <summary>A file to be written.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">What.</param>
internal sealed record OutputFile(string Path, byte[] Content);
