using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>Standard streams that tell what is written, and whose input is empty.</summary>
/// <param name="write">Is told of standard output.</param>
/// <param name="writeError">Is told of lines of standard error.</param>
internal sealed class LoggedConsole(Action<string> write, Action<string> writeError) : IConsole
{
    public void Write(ReadOnlySpan<char> text) => write(text.ToString());

    public void Flush()
    {
    }

    public void WriteErrorLine(string line) => writeError(line);

    public string ReadLine(Func<bool>? isWanted = null) => "";

    public int ReadByte(Func<bool>? isWanted = null) => -1;

    public string ReadToEnd(Func<bool>? isWanted = null) => "";
}
