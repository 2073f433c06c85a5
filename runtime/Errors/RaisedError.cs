using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Errors;

/// <summary>An error on its way to a handler: what was raised, where, and the calls it has left.</summary>
/// <remarks>A context has one, used for every error in turn, so that raising and catching costs no memory of its own.</remarks>
public sealed class RaisedError
{
    /// <summary>Frames kept for the trace; the rest are only counted, so that unwinding a deep recursion stays cheap.</summary>
    private const int KeptFrames = 50;

    private readonly int[] _frames = new int[KeptFrames];
    private string? _message;
    private Value _thrown;
    private int _innerFrames;
    private bool _isDatum;
    private bool _hidesNext;

    /// <summary>Index of the failing instruction in the linked program; -1 before it is known.</summary>
    public int Origin { get; private set; } = -1;

    /// <summary>Indexes of the failing instruction and of the calls that led to it, innermost first; the first 50.</summary>
    public IReadOnlyList<int> Frames => new ArraySegment<int>(_frames, 0, Math.Min(FrameCount, KeptFrames));

    /// <summary>How many frames there are, kept or not.</summary>
    public int FrameCount { get; private set; }

    /// <summary>
    /// Of so many frames, the first ones, each was called by the next. An error that was caught before may go on elsewhere: what is behind that
    /// point has not called what is before it.
    /// </summary>
    internal int ConnectedFrames { get; private set; } = int.MaxValue;

    /// <summary>Whether THROW raised this.</summary>
    public bool IsThrown => _message is null && !_isDatum;

    /// <summary>Begins an error of an instruction.</summary>
    /// <param name="message">Its text.</param>
    internal void Begin(string message)
    {
        Forget();
        _message = message;
    }

    /// <summary>Begins what THROW raises.</summary>
    /// <param name="thrown">The value.</param>
    internal void Begin(Value thrown)
    {
        Forget();
        _thrown = thrown;
    }

    /// <summary>Begins what RAISE of Lisp raises.</summary>
    /// <param name="datum">Any value.</param>
    internal void BeginDatum(Value datum)
    {
        Forget();
        _thrown = datum;
        _isDatum = true;
    }

    /// <summary>Goes on with an error that was caught, as if it had not been.</summary>
    /// <param name="exception">What the handler was given.</param>
    internal void BeginAgain(ExceptionValue exception)
    {
        BeginDatum(Value.From(exception));
        if (exception.Trail is { } trail)
        {
            trail.CopyTo(_frames, 0);
            FrameCount = exception.TrailCount;
            Origin = trail.Length == 0 ? -1 : trail[0];
            _hidesNext = true;
            ConnectedFrames = Math.Min(exception.ConnectedTrail, trail.Length);
        }
    }

    /// <summary>The instruction that notices the error next is not shown.</summary>
    internal void HideNext() => _hidesNext = true;

    /// <summary>Goes on as an error of the IMPORT that ran a module: the frames inside the module come first in the trace.</summary>
    /// <param name="message">The text the module would have reported.</param>
    internal void LeaveModule(string message)
    {
        _message = message;
        _thrown = default;
        _isDatum = false;
        _innerFrames = FrameCount;
    }

    /// <summary>Lets go of everything it refers to.</summary>
    internal void Forget()
    {
        _message = null;
        _thrown = default;
        _isDatum = false;
        _hidesNext = false;
        ConnectedFrames = int.MaxValue;
        _innerFrames = 0;
        FrameCount = 0;
        Origin = -1;
    }

    /// <summary>Adds the failing instruction or the next call outwards.</summary>
    /// <param name="address">Index in the linked program.</param>
    public void Locate(int address)
    {
        // The instruction that goes on with an error is no part of its way, nor is a call that was the last thing its function did.
        if (_hidesNext)
        {
            _hidesNext = false;
            return;
        }

        if (FrameCount == _innerFrames)
        {
            Origin = address;
        }

        if (FrameCount < KeptFrames)
        {
            _frames[FrameCount] = address;
        }

        FrameCount++;
    }

    /// <summary>The exception value a handler receives.</summary>
    /// <param name="image">The program, for the number of the failing instruction.</param>
    /// <param name="addresses">The numbering in force.</param>
    public ExceptionValue ToException(ProgramImage image, AddressSpace addresses)
    {
        var exception = _message is not null ? new ExceptionValue(_message, image.Visible(Origin, addresses))
            : _thrown.Tag as ExceptionValue
            ?? (_isDatum ? new ExceptionValue(ErrorText.ContentOf(_thrown), image.Visible(Origin, addresses))
                : new ExceptionValue(Message(addresses), image.Visible(Origin, addresses)));
        if (image.UsesLisp)
        {
            exception.Trail = [.. Frames];
            exception.TrailCount = FrameCount;
            exception.ConnectedTrail = ConnectedFrames;
        }

        return exception;
    }

    /// <summary>The text after <c>Error: </c> when nothing catches this.</summary>
    /// <param name="image">The program, for the number of the failing instruction.</param>
    /// <param name="addresses">The numbering in force.</param>
    /// <param name="raisedAt">The failing instruction, for who asks before it was noted.</param>
    public string UncaughtText(ProgramImage image, AddressSpace addresses, int raisedAt = -1) =>
        IsThrown
            ? $"Parse error on line {image.Visible(Origin < 0 ? raisedAt : Origin, addresses)}: Unhandled exception: {Message(addresses)}"
            : Message(addresses);

    /// <summary>What links and monitors are told of a process that ends so: the message alone, which does not change with the program's lines.</summary>
    /// <param name="addresses">The numbering in force.</param>
    public string Message(AddressSpace addresses) => _message ?? _thrown switch
    {
        { Tag: ExceptionValue exception } => exception.Message,
        _ when _isDatum => ErrorText.Uncaught(_thrown),
        { IsText: true } => _thrown.AsText,
        _ => $"Thrown value: {ValueText.Debug(_thrown, addresses, ErrorText.MostShown)}",
    };
}
