using System.Text;
using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>CONCAT of short texts, and of a short piece onto a text that grows.</summary>
public class TextBenchmarks
{
    private const int Pieces = 100_000;

    private readonly ProcessContext _context = IdleProcess.Create();
    private string _hello = "hello ";

    [Benchmark]
    public Value ConcatShort() => TextOperations.Concat(_context, Value.Text(_hello), Value.Text("world"));

    [Benchmark]
    public string ConcatShortCSharp() => _hello + "world";

    [Benchmark(OperationsPerInvoke = Pieces)]
    public Value ConcatGrowing()
    {
        var text = Value.Text("");
        for (int i = 0; i < Pieces; i++)
        {
            text = TextOperations.Concat(_context, text, Value.Text("abcd"));
        }

        return text;
    }

    /// <summary>What C# must write for the same cost; <c>+=</c> copies the whole text each time.</summary>
    [Benchmark(OperationsPerInvoke = Pieces)]
    public string ConcatGrowingCSharp()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Pieces; i++)
        {
            text.Append("abcd");
        }

        return text.ToString();
    }
}
