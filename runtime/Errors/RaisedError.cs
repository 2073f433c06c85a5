using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Errors;

/// <summary>An error on its way to a handler: what was raised, where, and the calls it has left.</summary>
public sealed class RaisedError
{
    /// <summary>Frames kept for the trace; the rest are only counted, so that unwinding a deep recursion stays cheap.</summary>
    private const int KeptFrames = 50;

    private readonly List<int> _frames = [];
    private readonly string? _message;
    private readonly Value _thrown;
    private readonly int _innerFrames;

    /// <summary>An error of an instruction.</summary>
    /// <param name="message">Its text.</param>
    public RaisedError(string message) => _message = message;

    /// <summary>A value raised by THROW.</summary>
    /// <param name="thrown">The value.</param>
    public RaisedError(Value thrown) => _thrown = thrown;

    /// <summary>An error that left a module's top level.</summary>
    /// <param name="message">The text the module would have reported.</param>
    /// <param name="inner">The error inside the module, whose frames come first in the trace.</param>
    public RaisedError(string message, RaisedError inner)
    {
        _message = message;
        _frames.AddRange(inner._frames);
        FrameCount = _innerFrames = inner.FrameCount;
    }

    /// <summary>Index of the failing instruction in the linked program; -1 before it is known.</summary>
    public int Origin { get; private set; } = -1;

    /// <summary>Indexes of the failing instruction and of the calls that led to it, innermost first; the first 50.</summary>
    public IReadOnlyList<int> Frames => _frames;

    /// <summary>How many frames there are, kept or not.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Whether THROW raised this.</summary>
    public bool IsThrown => _message is null;

    /// <summary>Adds the failing instruction or the next call outwards.</summary>
    /// <param name="address">Index in the linked program.</param>
    public void Locate(int address)
    {
        if (FrameCount == _innerFrames)
        {
            Origin = address;
        }

        FrameCount++;
        if (_frames.Count < KeptFrames)
        {
            _frames.Add(address);
        }
    }

    /// <summary>The exception value a handler receives.</summary>
    /// <param name="image">The program, for the number of the failing instruction.</param>
    /// <param name="addresses">The numbering in force.</param>
    public ExceptionValue ToException(ProgramImage image, AddressSpace addresses)
    {
        if (_message is null && _thrown.Tag is ExceptionValue exception)
        {
            return exception;
        }

        return new ExceptionValue(Message(addresses), [$"at instruction {image.Visible(Origin, addresses)}"]);
    }

    /// <summary>The text after <c>Error: </c> when nothing catches this.</summary>
    /// <param name="image">The program, for the number of the failing instruction.</param>
    /// <param name="addresses">The numbering in force.</param>
    public string UncaughtText(ProgramImage image, AddressSpace addresses) =>
        IsThrown
            ? $"Parse error on line {image.Visible(Origin, addresses)}: Unhandled exception: {Message(addresses)}"
            : Message(addresses);

    private string Message(AddressSpace addresses) => _message ?? _thrown switch
    {
        { Tag: ExceptionValue exception } => exception.Message,
        { IsText: true } => _thrown.AsText,
        _ => $"Thrown value: {ValueText.Debug(_thrown, addresses)}",
    };
}
