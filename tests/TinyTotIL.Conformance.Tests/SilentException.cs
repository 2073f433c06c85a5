namespace TinyTotIL.Conformance.Tests;

/// <summary>Fails even at saying what it is.</summary>
public sealed class SilentException : Exception
{
    public override string Message => throw new NotSupportedException();
}
