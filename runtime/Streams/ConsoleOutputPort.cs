using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>The port of standard output: nothing is kept back from the console, so that PRINT comes in its place.</summary>
/// <param name="console">The console.</param>
internal sealed class ConsoleOutputPort(IConsole console) : TextOutputPort
{
    /// <inheritdoc/>
    public override string Name => "stdout";

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> text) => console.Write(text);

    /// <inheritdoc/>
    public override void Flush() => console.Flush();

    /// <inheritdoc/>
    protected override string? Free()
    {
        console.Flush();
        return null;
    }
}
