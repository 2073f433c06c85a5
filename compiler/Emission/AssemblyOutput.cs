namespace TinyTotIL.Compiler.Emission;

/// <summary>A compiled program, ready to be stored under the file names derived from <paramref name="Name"/>.</summary>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="Dll">Content of <c>name.dll</c>.</param>
/// <param name="Pdb">Content of <c>name.pdb</c>; null when no symbols were asked for.</param>
/// <param name="RuntimeConfig">Content of <c>name.runtimeconfig.json</c>.</param>
public sealed record AssemblyOutput(string Name, byte[] Dll, byte[]? Pdb, string RuntimeConfig);
