using System.Collections.Concurrent;
using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>Raw streams that remember each write, and give input in the given pieces.</summary>
internal sealed class FakeStreams : IStandardStreams
{
    private readonly Queue<byte[]> _input;

    public FakeStreams(params byte[][] input) => _input = new(input);

    public bool IsOutputTerminal { get; init; }

    /// <summary>Every write and read in order: <c>out:</c>, <c>err:</c> and the text, or <c>read</c>.</summary>
    public ConcurrentQueue<string> Events { get; } = [];

    public BlockingCollection<string> Output { get; } = [];

    public Exception? WriteFailure { get; set; }

    /// <summary>Keeps every write of output waiting while it is not set: nobody reads.</summary>
    public ManualResetEventSlim Reader { get; } = new(initialState: true);

    /// <summary>Done before each read; it may wait.</summary>
    public Action? OnRead { get; init; }

    public string AllOutput => string.Concat(Output);

    public static FakeStreams WithInput(params string[] pieces) => new([.. pieces.Select(Encoding.UTF8.GetBytes)]);

    public int Read(Span<byte> buffer)
    {
        Events.Enqueue("read");
        OnRead?.Invoke();
        if (!_input.TryDequeue(out var piece))
        {
            return 0;
        }

        piece.CopyTo(buffer);
        return piece.Length;
    }

    public void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        Reader.Wait();
        if (WriteFailure is not null)
        {
            throw WriteFailure;
        }

        string text = Encoding.UTF8.GetString(bytes);
        Events.Enqueue($"out:{text}");
        Output.Add(text);
    }

    public void WriteError(ReadOnlySpan<byte> bytes) => Events.Enqueue($"err:{Encoding.UTF8.GetString(bytes)}");
}
