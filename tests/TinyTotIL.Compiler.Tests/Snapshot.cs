using System.Runtime.CompilerServices;

namespace TinyTotIL.Compiler.Tests;

/// <summary>Compares a text with a file beside the test: <c>TestClass.Name.verified.txt</c>.</summary>
/// <remarks>
/// On a difference the text is written to <c>TestClass.Name.received.txt</c> and the test fails. With the environment variable
/// TTIL_ACCEPT_SNAPSHOTS=1 the verified file is written instead.
/// </remarks>
internal static class Snapshot
{
    /// <summary>Fails unless the text equals the verified file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Distinguishes the snapshots of one test class.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    public static void Verify(string text, [CallerMemberName] string name = "", [CallerFilePath] string testFile = "")
    {
        string start = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{name}");
        string verified = start + ".verified.txt";
        string received = start + ".received.txt";
        string? expected = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(expected is null
            ? $"There is no {Path.GetFileName(verified)}; see {received}."
            : $"{Path.GetFileName(verified)} differs from {received}.\nExpected:\n{expected}\nActual:\n{text}");
    }
}
