using System.Runtime.CompilerServices;

namespace TinyTotIL.Compiler.Tests;

/// <summary>Finds files of the repository from the place of this source file.</summary>
internal static class RepositoryFiles
{
    /// <summary>The full path of a file.</summary>
    /// <param name="relativePath">Its path from the root of the repository.</param>
    public static string Find(string relativePath) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", relativePath));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
