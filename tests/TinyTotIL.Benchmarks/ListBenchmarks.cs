using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>Operations on lists. "Owned" is for lists of which compiled code knows that nobody else holds them.</summary>
public class ListBenchmarks
{
    private const int Count = 1000;

    private readonly ProcessContext _context = IdleProcess.Create();
    private readonly Value _list = Value.From(ListValue.FromOwned([.. Enumerable.Range(0, Count).Select(i => Value.Int(i))]));
    private readonly long[] _array = [.. Enumerable.Range(0, Count).Select(i => (long)i)];
    private long _first = 5;

    [Benchmark]
    public Value MakeTen()
    {
        Value first = _first;
        var items = new Value[10];
        for (int i = 0; i < items.Length; i++)
        {
            ListOperations.Put(items, i, ArithmeticOperations.Add(_context, first, Value.Int(i)));
        }

        return ListOperations.Make(_context, items);
    }

    [Benchmark]
    public long[] MakeTenCSharp()
    {
        long first = _first;
        return [first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7, first + 8, first + 9];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Value Index()
    {
        Value sum = 0L;
        for (int i = 0; i < Count; i++)
        {
            var element = ListOperations.Index(_context, _list, Value.Int(i));
            if (_context.Reductions < 0)
            {
                break;
            }

            sum = ArithmeticOperations.Add(_context, sum, element);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long IndexCSharp()
    {
        long sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += _array[i];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Value Append()
    {
        var list = ListOperations.New(_context);
        for (int i = 0; i < Count; i++)
        {
            list = ListOperations.Append(_context, list, Value.Int(i));
        }

        return list;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Value AppendOwned()
    {
        var list = ListOperations.New(_context);
        for (int i = 0; i < Count; i++)
        {
            list = ListOperations.AppendOwned(_context, list, Value.Int(i));
        }

        return list;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public List<long> AppendCSharp()
    {
        var list = new List<long>();
        for (int i = 0; i < Count; i++)
        {
            list.Add(i);
        }

        return list;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Value Set()
    {
        var list = _list;
        for (int i = 0; i < Count; i++)
        {
            list = ListOperations.Set(_context, list, Value.Int(i), Value.Int(-i));
        }

        return list;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Value SetOwned()
    {
        var list = _list;
        list = ListOperations.Set(_context, list, Value.Int(0), Value.Int(0));
        for (int i = 0; i < Count; i++)
        {
            list = ListOperations.SetOwned(_context, list, Value.Int(i), Value.Int(-i));
        }

        return list;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public long[] SetCSharp()
    {
        long[] array = [.. _array];
        for (int i = 0; i < Count; i++)
        {
            array[i] = -i;
        }

        return array;
    }

    /// <summary>What keeps every version of a list costs in the library of .NET.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public ImmutableList<long> AppendImmutableList()
    {
        var list = ImmutableList<long>.Empty;
        for (int i = 0; i < Count; i++)
        {
            list = list.Add(i);
        }

        return list;
    }
}
