using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>ADD where types are not known, against C# where they are; a thousand at a time, as one is too short to measure.</summary>
public class ArithmeticBenchmarks
{
    private const int Turns = 1000;

    private readonly ProcessContext _context = IdleProcess.Create();
    private long _integer = 3;
    private double _float = 1.5;

    [Benchmark(OperationsPerInvoke = Turns)]
    public Value AddIntegers()
    {
        Value sum = 0L, step = _integer;
        for (int i = 0; i < Turns; i++)
        {
            sum = ArithmeticOperations.Add(_context, sum, step);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public long AddIntegersCSharp()
    {
        long sum = 0, step = _integer;
        for (int i = 0; i < Turns; i++)
        {
            sum += step;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public Value AddFloats()
    {
        Value sum = 0.0, step = _float;
        for (int i = 0; i < Turns; i++)
        {
            sum = ArithmeticOperations.Add(_context, sum, step);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public double AddFloatsCSharp()
    {
        double sum = 0, step = _float;
        for (int i = 0; i < Turns; i++)
        {
            sum += step;
        }

        return sum;
    }
}
