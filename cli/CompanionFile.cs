namespace TinyTotIL.Cli;

/// <summary>A file that lies beside a compiled program.</summary>
/// <param name="Path">Where, relative to the program, with <c>/</c>.</param>
/// <param name="Content">What it holds.</param>
/// <param name="System">The runtime identifier of the system it is for; null for one that serves all.</param>
/// <param name="IsNative">Whether it is machine code of the system's own and no assembly.</param>
internal sealed record CompanionFile(string Path, byte[] Content, string? System = null, bool IsNative = false);
