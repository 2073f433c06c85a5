using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>Reads rows in order; one caller at a time.</summary>
public interface IDelimitedReader : IDisposable
{
    /// <summary>The cells of the next row, all of them text; null at the end.</summary>
    /// <exception cref="HostException">The text cannot be read.</exception>
    ListValue? Next();
}
