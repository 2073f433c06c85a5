using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Runtime.Streams;

/// <summary>Data from a port.</summary>
/// <param name="port">The port.</param>
internal sealed class PortDatumSource(TextInputPort port) : DatumSource
{
    /// <inheritdoc/>
    public override int Position => port.Taken;

    /// <inheritdoc/>
    public override int Peek() => port.PeekUnit();

    /// <inheritdoc/>
    public override int Read() => port.ReadUnit();
}
