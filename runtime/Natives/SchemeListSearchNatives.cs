using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that look for an element of a list, or for the entry of a key in an association list.</summary>
[TtvmLibrary("scheme")]
public static class SchemeListSearchNatives
{
    /// <summary>The first part of a list that begins with a value as EQ? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.memq")]
    public static Value MemberIdentical(ProcessContext context, Value value, Value list)
    {
        var guard = new SchemeCycleGuard();
        var rest = list;
        while (rest.Tag is PairValue pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEq(value, pair.Car))
            {
                return rest;
            }

            rest = pair.Cdr;
        }

        return NotFound(context, "memq", list, rest);
    }

    /// <summary>The first part of a list that begins with a value as EQV? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.memv")]
    public static Value MemberEquivalent(ProcessContext context, Value value, Value list)
    {
        var guard = new SchemeCycleGuard();
        var rest = list;
        while (rest.Tag is PairValue pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEqv(value, pair.Car))
            {
                return rest;
            }

            rest = pair.Cdr;
        }

        return NotFound(context, "memv", list, rest);
    }

    /// <summary>The first part of a list that begins with a value as EQUAL? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.member")]
    public static Value MemberEqual(ProcessContext context, Value value, Value list)
    {
        var guard = new SchemeCycleGuard();
        var rest = list;
        while (rest.Tag is PairValue pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEqual(value, pair.Car))
            {
                return rest;
            }

            rest = pair.Cdr;
        }

        return NotFound(context, "member", list, rest);
    }

    /// <summary>The first entry of an association list whose key is a value as EQ? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assq")]
    public static Value EntryIdentical(ProcessContext context, Value key, Value entries)
    {
        var guard = new SchemeCycleGuard();
        var rest = entries;
        while (rest.Tag is PairValue { Car.Tag: PairValue entry } pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEq(key, entry.Car))
            {
                return pair.Car;
            }

            rest = pair.Cdr;
        }

        return NoEntry(context, "assq", entries, rest);
    }

    /// <summary>The first entry of an association list whose key is a value as EQV? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assv")]
    public static Value EntryEquivalent(ProcessContext context, Value key, Value entries)
    {
        var guard = new SchemeCycleGuard();
        var rest = entries;
        while (rest.Tag is PairValue { Car.Tag: PairValue entry } pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEqv(key, entry.Car))
            {
                return pair.Car;
            }

            rest = pair.Cdr;
        }

        return NoEntry(context, "assv", entries, rest);
    }

    /// <summary>The first entry of an association list whose key is a value as EQUAL? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assoc")]
    public static Value EntryEqual(ProcessContext context, Value key, Value entries)
    {
        var guard = new SchemeCycleGuard();
        var rest = entries;
        while (rest.Tag is PairValue { Car.Tag: PairValue entry } pair && !guard.HasSeen(pair))
        {
            if (DatumEquality.AreEqual(key, entry.Car))
            {
                return pair.Car;
            }

            rest = pair.Cdr;
        }

        return NoEntry(context, "assoc", entries, rest);
    }

    /// <summary>False where a list was looked through to its end; a circle is looked through when the walk comes round.</summary>
    private static Value NotFound(ProcessContext context, string procedure, Value list, Value rest)
    {
        if (rest.IsEmptyList || rest.Tag is PairValue)
        {
            return Value.Bool(false);
        }

        context.RaiseWrongType(procedure, "a list", list);
        return default;
    }

    private static Value NoEntry(ProcessContext context, string procedure, Value entries, Value rest)
    {
        if (rest.IsEmptyList || rest.Tag is PairValue { Car.Tag: PairValue })
        {
            return Value.Bool(false);
        }

        context.RaiseWrongType(procedure, "a list of pairs", entries);
        return default;
    }
}
