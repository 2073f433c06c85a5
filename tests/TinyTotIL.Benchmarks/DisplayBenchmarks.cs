using BenchmarkDotNet.Attributes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Benchmarks;

/// <summary>The Display form: collected, and of what can be large passed on in pieces, as PRINT does it.</summary>
public class DisplayBenchmarks
{
    private readonly AddressSpace _addresses = AddressSpace.OwnNumbers;
    private readonly Value _integer = 1234567L, _float = 3.14159, _text = "some text", _list = List(100), _object = Object();
    private long _written;

    [Benchmark]
    public string Integer() => ValueText.Display(_integer, _addresses);

    [Benchmark]
    public string IntegerCSharp() => _integer.AsInt.ToString();

    [Benchmark]
    public string Float() => ValueText.Display(_float, _addresses);

    [Benchmark]
    public string Text() => ValueText.Display(_text, _addresses);

    [Benchmark]
    public long ListOfHundred() => Write(_list);

    [Benchmark]
    public string ListOfHundredCSharp() => string.Join(", ", Enumerable.Range(0, 100));

    [Benchmark]
    public long ObjectOfThree() => Write(_object);

    private long Write(Value value)
    {
        ValueText.Display(value, _addresses, text => _written += text.Length);
        return _written;
    }

    private static Value List(int count) => Value.From(ListValue.FromOwned([.. Enumerable.Range(0, count).Select(i => Value.Int(i))]));

    private static Value Object() => Value.From(ObjectValue.Empty.Set("a", Value.Int(1)).Set("b", Value.Text("two")).Set("c", Value.Float(3)));
}
