namespace TinyTotIL.Runtime.Host;

/// <summary>The console of this process.</summary>
internal sealed class SystemConsole : IConsole
{
    private readonly StandardOutput _output;
    private readonly StandardInput _input;
    private readonly IStandardStreams _streams;

    /// <summary>A console over raw streams.</summary>
    /// <param name="streams">The streams.</param>
    public SystemConsole(IStandardStreams streams)
    {
        _streams = streams;
        _output = new StandardOutput(streams);
        _input = new StandardInput(buffer =>
        {
            Flush();
            return streams.Read(buffer);
        });
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text) => _output.Write(text);

    /// <inheritdoc/>
    public void Flush() => _output.Flush();

    /// <inheritdoc/>
    public void WriteErrorLine(string line) => _output.WriteError(line + "\n");

    /// <inheritdoc/>
    public void WriteError(string text) => _output.WriteError(text);

    /// <inheritdoc/>
    public bool HasInput => _input.HasBuffered || _streams.HasInput;

    /// <inheritdoc/>
    public bool HasLine => _input.HasLine;

    /// <inheritdoc/>
    public void WriteBehind(bool isOn) => _output.WriteBehind(isOn);

    /// <inheritdoc/>
    public bool IsBehind => _output.IsBehind;

    /// <inheritdoc/>
    public bool WhenTaken(Action resume) => _output.WhenTaken(resume);

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null) => _input.ReadLine(isWanted);

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => _input.ReadByte(isWanted);

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => _input.ReadToEnd(isWanted);
}
