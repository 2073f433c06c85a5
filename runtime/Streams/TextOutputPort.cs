using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that characters go to.</summary>
internal abstract class TextOutputPort : PortValue
{
    private TextOutput? _output;
    private DatumWriter? _writer;
    private DatumStyle _writerStyle;

    /// <inheritdoc/>
    public sealed override bool IsInput => false;

    /// <inheritdoc/>
    public sealed override bool IsTextual => true;

    /// <summary>Writes text.</summary>
    /// <param name="text">The text.</param>
    public abstract void Write(ReadOnlySpan<char> text);

    /// <summary>Sends what is kept back on its way.</summary>
    public abstract void Flush();

    /// <summary>Writes a datum, in pieces if it is long.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="style">In which way.</param>
    /// <param name="nameOf">Names of procedures.</param>
    public void Write(in Value datum, DatumStyle style, Func<FunctionValue, string?> nameOf)
    {
        if (datum.IsInt)
        {
            Span<char> digits = stackalloc char[20];
            datum.AsInt.TryFormat(digits, out int length);
            Write(digits[..length]);
        }
        else if (style == DatumStyle.Display && DatumText.TryGet(datum, out var text))
        {
            Write(text);
        }
        else if (style == DatumStyle.Display && datum.Tag is SymbolValue symbol)
        {
            Write(symbol.Name);
        }
        else if (style == DatumStyle.Display && datum.IsCharacter)
        {
            Span<char> units = stackalloc char[2];
            Write(units[..TextScalars.Encode((int)datum.Bits, units)]);
        }
        else
        {
            WriteWhole(datum, style, nameOf);
        }
    }

    /// <summary>Programs that write one datum write many, so what it takes is kept for the next.</summary>
    private void WriteWhole(in Value datum, DatumStyle style, Func<FunctionValue, string?> nameOf)
    {
        // After a failure in the middle they would still hold what is lost.
        var (output, writer) = (_output ?? new TextOutput(Write), _writer);
        (_output, _writer) = (null, null);
        if (writer is null || style != _writerStyle || !writer.IsFor(nameOf))
        {
            writer = new DatumWriter(output, style, nameOf);
        }

        writer.Write(datum);
        output.Flush();
        (_output, _writer, _writerStyle) = (output, writer, style);
    }
}
