using System.Runtime.ExceptionServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A thread that exists for its stack: it runs one piece of a program while the thread that asked waits.</summary>
/// <remarks>
/// It stays ready for a while after its work, because recursion that once needed it will soon again, and then ends by
/// itself, which gives the memory of its stack back. Neither it nor its context needs to be disposed of.
/// </remarks>
internal sealed unsafe class StackSegment
{
    /// <summary>Bytes to reserve, tried in order; the system lends memory only for the part that is used.</summary>
    private static readonly int[] Sizes = [256 << 20, 64 << 20, 16 << 20, 4 << 20, 1 << 20];

    /// <summary>The end of a segment that is left to runtime operations and to the compiler of methods called for the first time.</summary>
    private const int Reserve = 1 << 20;

    private const int IdleMilliseconds = 1000;

    /// <summary>Guards all fields below and carries both signals: work has come, and work is done.</summary>
    private readonly object _gate = new();
    private readonly int _usableBytes;
    private bool _hasWork;
    private bool _hasEnded;
    private ProcessContext? _context;
    private delegate*<ProcessContext, void> _body;
    private long _allowedBytes;
    private ExceptionDispatchInfo? _failure;

    private StackSegment(int bytes) => _usableBytes = bytes - Math.Min(Reserve, bytes / 4);

    /// <summary>The segment that continues this one, kept from the last time.</summary>
    public StackSegment? Next { get; set; }

    /// <summary>Starts a segment as large as the system gives; null when it gives none.</summary>
    public static StackSegment? TryCreate()
    {
        foreach (int bytes in Sizes)
        {
            try
            {
                var segment = new StackSegment(bytes);
                new Thread(segment.Serve, bytes) { IsBackground = true, Name = "program" }.UnsafeStart();
                return segment;
            }
            catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
            {
                // The address space may still hold a smaller one.
            }
        }

        return null;
    }

    /// <summary>Runs a piece of program here and waits for it; false, with nothing done, when the segment has ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="body">The piece.</param>
    /// <param name="allowedBytes">Bytes of stack it may use.</param>
    public bool TryRun(ProcessContext context, delegate*<ProcessContext, void> body, long allowedBytes)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            _context = context;
            _body = body;
            _allowedBytes = Math.Min(allowedBytes, _usableBytes);
            _hasWork = true;
            Monitor.Pulse(_gate);
            while (_hasWork)
            {
                Monitor.Wait(_gate);
            }

            var failure = _failure;
            _failure = null;
            failure?.Throw();
            return true;
        }
    }

    private void Serve()
    {
        while (WaitForWork() is { } context)
        {
            ExceptionDispatchInfo? failure = null;
            try
            {
                byte local;
                context.Stack.Base = (nint)(&local);
                context.StackLimit = context.Stack.Base - (nint)_allowedBytes;
                _body(context);
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }

            lock (_gate)
            {
                _failure = failure;
                _hasWork = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>The context to work for; null when none came for a while, and then none will.</summary>
    private ProcessContext? WaitForWork()
    {
        lock (_gate)
        {
            while (!_hasWork)
            {
                if (!Monitor.Wait(_gate, IdleMilliseconds) && !_hasWork)
                {
                    _hasEnded = true;
                    return null;
                }
            }

            // Forgotten before the work: a context that nobody else holds must not live on in an idle thread.
            var context = _context;
            _context = null;
            return context;
        }
    }
}
