using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Notices that a walk along a list has come back to where it was: what walks without end inside the runtime cannot be stopped.</summary>
/// <remarks>It remembers one pair, and another one each time it has gone twice as far, so it costs a count for each pair and no memory.</remarks>
internal struct SchemeCycleGuard
{
    private const int FirstStretch = 64;

    private PairValue? _remembered;
    private int _left;
    private int _stretch;

    /// <summary>A guard for a walk that begins.</summary>
    public SchemeCycleGuard() => (_left, _stretch) = (FirstStretch, FirstStretch);

    /// <summary>Whether the walk has been at a pair before; it is told of each one. It may say so some rounds late.</summary>
    /// <param name="pair">The pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasSeen(PairValue pair)
    {
        if (ReferenceEquals(pair, _remembered))
        {
            return true;
        }

        if (--_left == 0)
        {
            _stretch = _stretch > int.MaxValue / 2 ? _stretch : 2 * _stretch;
            (_left, _remembered) = (_stretch, pair);
        }

        return false;
    }
}
