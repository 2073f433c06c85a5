namespace TinyTotIL.Compiler.Debugging;

/// <summary>When processes have begun and ended, by the numbers of recorded steps: which were alive at a step that can be gone back to.</summary>
internal sealed class ProcessLives
{
    private readonly SortedDictionary<long, (long Begin, long End)> _lives = [];
    private readonly Queue<(long Process, long End)> _ended = [];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _lives.Clear();
        _ended.Clear();
    }

    /// <summary>A process begins.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="next">The number that the next step gets.</param>
    public void Begin(long process, long next) => _lives[process] = (next, long.MaxValue);

    /// <summary>A process ends.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="next">The number that the next step gets.</param>
    /// <param name="oldest">The oldest step that is kept: who has ended before it is forgotten.</param>
    public void End(long process, long next, long oldest)
    {
        if (_lives.TryGetValue(process, out var life))
        {
            _lives[process] = (life.Begin, next);
            _ended.Enqueue((process, next));
        }

        while (_ended.TryPeek(out var first) && first.End <= oldest)
        {
            _lives.Remove(first.Process);
            _ended.Dequeue();
        }
    }

    /// <summary>The processes alive when a step began, in the order of their numbers.</summary>
    /// <param name="step">The step.</param>
    public IEnumerable<long> At(long step) => _lives.Where(life => life.Value.Begin <= step && step < life.Value.End).Select(life => life.Key);
}
