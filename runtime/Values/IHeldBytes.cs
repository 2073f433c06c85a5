namespace TinyTotIL.Runtime.Values;

/// <summary>What a handle stands for and what keeps data in memory.</summary>
internal interface IHeldBytes
{
    /// <summary>Bytes in memory now. Any thread may ask.</summary>
    long HeldBytes { get; }
}
