using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <content>What watches show while the program stands still: now, and step by step in the past.</content>
public sealed partial class DebugSession
{
    private (Watch Watch, Value? Before, Value? After)? _change;

    /// <summary>What a watch shows in the present; null when there is nothing.</summary>
    private Value? ValueNow(Watch watch)
    {
        var view = Machines(watch.Process).Select(machine => machine.View)
            .FirstOrDefault(view => watch.Track is null || (view is not null && view.FrameCount >= watch.Frame && MachineTrack.Of(view).Origin == watch.Track));
        if (view is null && watch.Track is not null)
        {
            return null;
        }

        var scope = new FrameScope(view, watch.Track is null ? 0 : view!.FrameCount - watch.Frame, name => GlobalNamed(watch.Process, name));
        return watch.Expression.TryEvaluate(scope, out var value, out _) ? (Value?)value : null;
    }

    /// <summary>The first recorded step at which the frame of a new watch may have been there.</summary>
    private long BeginOf(Watch watch)
    {
        if (watch.Track is null || _history is not { } history)
        {
            return 0;
        }

        int next = -1;
        for (long step = history.End - 1; step >= history.Oldest; step--)
        {
            var machine = history[step].Machine;
            if (machine.Track != watch.Track)
            {
                continue;
            }

            bool isLeft = next >= 0 && machine.FrameCount == watch.Frame && IsOtherFunction(machine.Address, next);
            if (machine.FrameCount < watch.Frame || isLeft)
            {
                return step + 1;
            }

            next = machine.FrameCount == watch.Frame ? machine.Address : -1;
        }

        return history.Oldest;
    }

    /// <summary>Looks at a recorded step, as the next one in a direction.</summary>
    /// <param name="step">The step.</param>
    /// <param name="direction">1 forwards, -1 backwards.</param>
    /// <param name="values">What watches showed at the steps that were looked at before.</param>
    /// <returns>Whether the instruction between has changed a value.</returns>
    private bool FindChange(long step, int direction, Dictionary<Watch, WatchedMoment> values)
    {
        var at = _history![step];
        foreach (var watch in _watches)
        {
            int level = watch.Track is null ? 0 : at.Machine.FrameCount - watch.Frame;
            bool isThere = watch.Track is null || (watch.Track == at.Machine.Track && level >= 0 && step >= watch.Begin);
            if (!watch.IsEnabled || watch.Process != at.Process || !isThere)
            {
                continue;
            }

            var here = MomentOf(watch, ScopeAt(step, at, level));
            bool isKnown = values.TryGetValue(watch, out var there);
            values[watch] = here;
            var (before, after) = direction < 0 ? (here, there) : (there, here);
            if (isKnown && after.IsWanted && AreDifferent(before.Value, after.Value))
            {
                _change = (watch, before.Value, after.Value);
                return true;
            }
        }

        return false;
    }

    private static WatchedMoment MomentOf(Watch watch, FrameScope scope)
    {
        Value? value = watch.Expression.TryEvaluate(scope, out var found, out _) ? (Value?)found : null;
        bool isWanted = watch.Condition is not { } condition || !condition.TryEvaluate(scope, out var truth, out _) || ExpressionNode.IsTrue(truth);
        return new WatchedMoment(value, isWanted);
    }
}
