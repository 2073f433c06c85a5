using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What procedures of the library that have gone along lists for long ask, so that circular ones are an error there and short ones cost nothing.</summary>
[TtvmLibrary("scheme")]
public static class SchemeEndlessListNatives
{
    /// <summary>Raises an error when a list is circular.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The name of the procedure, a string.</param>
    /// <param name="list">The list; another end than the empty list is an end too.</param>
    [TtvmFunction("scheme.%check-end")]
    public static Value CheckEnd(ProcessContext context, string procedure, Value list)
    {
        if (!IsCircular(list))
        {
            return Value.Unspecified;
        }

        RaiseEndless(context, procedure, list);
        return default;
    }

    /// <summary>Raises an error when all of several lists are circular: what goes along them together ends with the shortest.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The name of the procedure, a string.</param>
    /// <param name="lists">The lists, in a list.</param>
    [TtvmFunction("scheme.%check-ends")]
    public static Value CheckEnds(ProcessContext context, string procedure, Value lists)
    {
        for (var rest = lists; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (!IsCircular(pair.Car))
            {
                return Value.Unspecified;
            }
        }

        RaiseEndless(context, procedure, lists.Tag is PairValue { Car: var first } ? first : lists);
        return default;
    }

    private static bool IsCircular(Value list)
    {
        var guard = new SchemeCycleGuard();
        for (var rest = list; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (guard.HasSeen(pair))
            {
                return true;
            }
        }

        return false;
    }

    private static void RaiseEndless(ProcessContext context, string procedure, Value list) => context.RaiseWrongType(procedure, "a list with an end", list);
}
