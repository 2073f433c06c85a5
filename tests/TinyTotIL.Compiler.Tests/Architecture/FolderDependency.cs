namespace TinyTotIL.Compiler.Tests.Architecture;

/// <summary>One folder names a type of another.</summary>
/// <param name="From">The folder that does.</param>
/// <param name="To">The folder of the named type, or the name of a package.</param>
/// <param name="User">The type that does, without its namespace.</param>
/// <param name="Used">The named type, without its namespace.</param>
internal sealed record FolderDependency(string From, string To, string User, string Used);
