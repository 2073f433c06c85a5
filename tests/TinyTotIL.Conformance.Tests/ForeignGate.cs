namespace TinyTotIL.Conformance.Tests;

/// <summary>Keeps whoever waits until someone opens it.</summary>
public sealed class ForeignGate
{
    private readonly TaskCompletionSource<long> _value = new();

    public void Open(long value) => _value.SetResult(value);

    public long Wait() => _value.Task.GetAwaiter().GetResult();
}
