using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>THROW, the frames it leaves, and CATCH, against a .NET exception.</summary>
public class ExceptionBenchmarks
{
    private readonly ProcessContext _context = IdleProcess.Create();

    [Params(1, 2, 11)]
    public int Frames { get; set; }

    [Benchmark]
    public Value RaiseAndCatch()
    {
        var result = Leave(_context, Frames);
        if (_context.Reductions >= 0)
        {
            return result;
        }

        _context.Locate(1);
        return _context.Catch();
    }

    [Benchmark]
    public string RaiseAndCatchCSharp()
    {
        try
        {
            return LeaveCSharp(Frames);
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Leave(ProcessContext context, int frames)
    {
        if (frames == 1)
        {
            ExceptionOperations.Throw(context, Value.Text("boom"));
            context.Locate(2);
            return default;
        }

        var result = Leave(context, frames - 1);
        if (context.Reductions < 0)
        {
            context.Locate(3);
            return default;
        }

        return ArithmeticOperations.Add(context, result, Value.Int(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string LeaveCSharp(int frames) =>
        frames == 1 ? throw new InvalidOperationException("boom") : LeaveCSharp(frames - 1) + "1";
}
