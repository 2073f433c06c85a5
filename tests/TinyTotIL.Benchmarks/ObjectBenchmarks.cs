using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>Operations on objects, through the names (as the interpreter does them) and through sites (as compiled code does).</summary>
public class ObjectBenchmarks
{
    private static readonly FieldSite[] Making = [new("a"), new("b"), new("c")];
    private static readonly FieldSite GetA = new("a"), GetB = new("b"), GetC = new("c"), SetA = new("a"), SetB = new("b");
    private static readonly FieldSite Has = new("b"), Lacks = new("z"), GetAnyX = new("x"), GetLast = new("f29"), SetLast = new("f29");

    private readonly ProcessContext _context = IdleProcess.Create();
    private readonly Value[] _shapes = [With("x"), With("a", "x"), With("a", "b", "x"), With("a", "b", "c", "x")];
    private readonly Value _wide = With([.. Enumerable.Range(0, 30).Select(i => $"f{i}")]);
    private readonly Point _point = new(1, 2, 3);
    private Value _object = With("a", "b", "c");
    private Value _owned = With("a", "b", "c");
    private MutablePoint _mutable = new() { A = 1, B = 2, C = 3 };

    [Benchmark]
    public Value Make()
    {
        var target = ObjectOperations.New(_context);
        foreach (var site in Making)
        {
            target = FieldOperations.Set(_context, target, Value.Int(1), site);
        }

        return target;
    }

    [Benchmark]
    public Value MakeOwned()
    {
        var target = ObjectOperations.New(_context);
        foreach (var site in Making)
        {
            target = FieldOperations.SetOwned(_context, target, Value.Int(1), site);
        }

        return target;
    }

    [Benchmark]
    public Point MakeCSharp() => new(_point.A, 1, 1);

    /// <summary>A turn of two SET_FIELD and three GET_FIELD.</summary>
    [Benchmark]
    public Value TurnByName()
    {
        var target = _object;
        target = ObjectOperations.SetField(_context, target, Sum(ObjectOperations.GetField(_context, target, "a")), "b");
        target = ObjectOperations.SetField(
            _context, target, Difference(ObjectOperations.GetField(_context, target, "b"), ObjectOperations.GetField(_context, target, "c")), "a");
        return _object = target;
    }

    [Benchmark]
    public Value Turn()
    {
        var target = _object;
        target = FieldOperations.Set(_context, target, Sum(FieldOperations.Get(_context, target, GetA)), SetB);
        target = FieldOperations.Set(
            _context, target, Difference(FieldOperations.Get(_context, target, GetB), FieldOperations.Get(_context, target, GetC)), SetA);
        return _object = target;
    }

    [Benchmark]
    public Value TurnOwned()
    {
        var target = _owned;
        target = FieldOperations.SetOwned(_context, target, Sum(FieldOperations.Get(_context, target, GetA)), SetB);
        target = FieldOperations.SetOwned(
            _context, target, Difference(FieldOperations.Get(_context, target, GetB), FieldOperations.Get(_context, target, GetC)), SetA);
        return _owned = target;
    }

    [Benchmark]
    public MutablePoint TurnCSharp()
    {
        var point = _mutable;
        point.B = point.A + 7;
        point.A = point.B - point.C;
        return _mutable = point;
    }

    [Benchmark]
    public Value HasField() => FieldOperations.Has(_context, _object, Has);

    [Benchmark]
    public Value LacksField() => FieldOperations.Has(_context, _object, Lacks);

    /// <summary>One place that four shapes come by in turn.</summary>
    [Benchmark(OperationsPerInvoke = 4)]
    public Value GetOfFourShapes()
    {
        Value sum = 0L;
        foreach (var target in _shapes)
        {
            sum = ArithmeticOperations.Add(_context, sum, FieldOperations.Get(_context, target, GetAnyX));
        }

        return sum;
    }

    [Benchmark]
    public Value GetOfThirtyFields() => FieldOperations.Get(_context, _wide, GetLast);

    [Benchmark]
    public Value SetOfThirtyFields() => FieldOperations.Set(_context, _wide, Value.Int(1), SetLast);

    private Value Sum(Value field) => ArithmeticOperations.Add(_context, field, Value.Int(7));

    private Value Difference(Value a, Value b) => ArithmeticOperations.Subtract(_context, a, b);

    private static Value With(params string[] names) =>
        Value.From(names.Aggregate(ObjectValue.Empty, (fields, name) => fields.Set(name, Value.Int(1))));

    public sealed record Point(long A, long B, long C);

    public sealed class MutablePoint
    {
        public long A { get; set; }

        public long B { get; set; }

        public long C { get; set; }
    }
}
