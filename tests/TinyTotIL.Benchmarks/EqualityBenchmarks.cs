using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>EQ of equal values that are not the same object.</summary>
public class EqualityBenchmarks
{
    private readonly ProcessContext _context = IdleProcess.Create();
    private readonly string _short = new('a', 8), _sameShort = new('a', 8);
    private readonly string _long = new('a', 10_000), _sameLong = new('a', 10_000);
    private readonly Value _function = Function(), _sameFunction = Function();
    private long _integer = 5;

    [Benchmark]
    public bool Integers() => ComparisonOperations.IsEqual(_context, Value.Int(_integer), Value.Int(5));

    [Benchmark]
    public bool Floats() => ComparisonOperations.IsEqual(_context, Value.Float(_integer), Value.Float(5));

    [Benchmark]
    public bool ShortTexts() => ComparisonOperations.IsEqual(_context, Value.Text(_short), Value.Text(_sameShort));

    [Benchmark]
    public bool ShortTextsCSharp() => _short == _sameShort;

    [Benchmark]
    public bool LongTexts() => ComparisonOperations.IsEqual(_context, Value.Text(_long), Value.Text(_sameLong));

    [Benchmark]
    public bool LongTextsCSharp() => _long == _sameLong;

    [Benchmark]
    public bool Functions() => ComparisonOperations.IsEqual(_context, _function, _sameFunction);

    private static Value Function() => FunctionOperations.Make(new FunctionPrototype(0, 3, 3, ["a", "b"], capturedNames: null));
}
