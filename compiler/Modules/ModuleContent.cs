namespace TinyTotIL.Compiler.Modules;

/// <summary>What reading a file gave: its bytes, or the system's sentence why not.</summary>
/// <param name="Bytes">The content; null when it could not be read.</param>
/// <param name="Error">Such as <c>No such file or directory (os error 2)</c>; null when it was read.</param>
public readonly record struct ModuleContent(byte[]? Bytes, string? Error);
