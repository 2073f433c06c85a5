using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>Making a closure and calling it as compiled code does, against a C# lambda.</summary>
public unsafe class ClosureBenchmarks
{
    private readonly ProcessContext _context = IdleProcess.Create();
    private readonly FunctionPrototype _overOne = new(
        0, 0, 0, ["x"], ["i"], (nint)(delegate*<ProcessContext, FunctionValue, Value, Value>)&AddCaptured, FunctionPrototype.SignatureOf(1, 1));
    private readonly FunctionPrototype _overThree = new(
        0, 0, 0, ["x"], ["i", "j", "k"], (nint)(delegate*<ProcessContext, FunctionValue, Value, Value>)&AddThird, FunctionPrototype.SignatureOf(1, 1));
    private long _captured = 3;

    [Benchmark]
    public Value MakeAndCall() => Call(new FunctionValue(_overOne, Value.Int(_captured)));

    [Benchmark]
    public Value MakeOverThreeAndCall() => Call(new FunctionValue(_overThree, [Value.Int(_captured), Value.Int(_captured), Value.Int(_captured)]));

    [Benchmark]
    public Value MakePlainFunction() => FunctionOperations.Make(_overOne);

    [Benchmark]
    public long MakeAndCallCSharp() => MakeCSharp(_captured)(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<long, long> MakeCSharp(long captured) => x => x + captured;

    private static Value AddCaptured(ProcessContext context, FunctionValue function, Value x) => ArithmeticOperations.Add(context, x, function.Captured0);

    private static Value AddThird(ProcessContext context, FunctionValue function, Value x) => ArithmeticOperations.Add(context, x, function.Captured![2]);

    private Value Call(FunctionValue function) =>
        ((delegate*<ProcessContext, FunctionValue, Value, Value>)function.Prototype.Code)(_context, function, Value.Int(1));
}
