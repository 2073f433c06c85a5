using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that look for an element of a list, or for the entry of a key in an association list.</summary>
[TtvmLibrary("scheme")]
public static class SchemeListSearchNatives
{
    /// <summary>How a key is compared; the types below are all there are, so that each loop is compiled for its own.</summary>
    private interface IComparison
    {
        /// <summary>Whether two values are one.</summary>
        static abstract bool Holds(in Value a, in Value b);
    }

    /// <summary>The first part of a list that begins with a value as EQ? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.memq")]
    public static Value MemberIdentical(ProcessContext context, Value value, Value list) =>
        IsOneObject(value.Tag) ? Member<Identity>(context, "memq", value, list) : Member<Eq>(context, "memq", value, list);

    /// <summary>The first part of a list that begins with a value as EQV? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.memv")]
    public static Value MemberEquivalent(ProcessContext context, Value value, Value list) =>
        IsOneObject(value.Tag) ? Member<Identity>(context, "memv", value, list) : Member<Eqv>(context, "memv", value, list);

    /// <summary>The first part of a list that begins with a value as EQUAL? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.member")]
    public static Value MemberEqual(ProcessContext context, Value value, Value list) =>
        IsOneObject(value.Tag) ? Member<Identity>(context, "member", value, list) : Member<Equal>(context, "member", value, list);

    /// <summary>The first entry of an association list whose key is a value as EQ? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assq")]
    public static Value EntryIdentical(ProcessContext context, Value key, Value entries) =>
        IsOneObject(key.Tag) ? Entry<Identity>(context, "assq", key, entries) : Entry<Eq>(context, "assq", key, entries);

    /// <summary>The first entry of an association list whose key is a value as EQV? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assv")]
    public static Value EntryEquivalent(ProcessContext context, Value key, Value entries) =>
        IsOneObject(key.Tag) ? Entry<Identity>(context, "assv", key, entries) : Entry<Eqv>(context, "assv", key, entries);

    /// <summary>The first entry of an association list whose key is a value as EQUAL? sees it, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The value.</param>
    /// <param name="entries">The association list.</param>
    [TtvmFunction("scheme.assoc")]
    public static Value EntryEqual(ProcessContext context, Value key, Value entries) =>
        IsOneObject(key.Tag) ? Entry<Identity>(context, "assoc", key, entries) : Entry<Equal>(context, "assoc", key, entries);

    /// <summary>Whether nothing but itself is the same as a value, whichever way it is compared.</summary>
    private static bool IsOneObject(object? tag) => tag is null or Tag or SymbolValue;

    private static Value Member<T>(ProcessContext context, string procedure, Value value, Value list)
        where T : struct, IComparison
    {
        var guard = new SchemeCycleGuard();
        object? rest = list.Tag;
        while (rest is PairValue pair && !guard.HasSeen(pair))
        {
            if (T.Holds(value, pair.Car))
            {
                return Value.From(pair);
            }

            rest = pair.Cdr.Tag;
        }

        // A circle has been looked through when the walk comes round.
        if (ReferenceEquals(rest, Tag.EmptyList) || rest is PairValue)
        {
            return Value.Bool(false);
        }

        context.RaiseWrongType(procedure, "a list", list);
        return default;
    }

    private static Value Entry<T>(ProcessContext context, string procedure, Value key, Value entries)
        where T : struct, IComparison
    {
        var guard = new SchemeCycleGuard();
        object? rest = entries.Tag;
        while (rest is PairValue { Car.Tag: PairValue entry } pair && !guard.HasSeen(pair))
        {
            if (T.Holds(key, entry.Car))
            {
                return pair.Car;
            }

            rest = pair.Cdr.Tag;
        }

        if (ReferenceEquals(rest, Tag.EmptyList) || rest is PairValue { Car.Tag: PairValue })
        {
            return Value.Bool(false);
        }

        context.RaiseWrongType(procedure, "a list of pairs", entries);
        return default;
    }

    private readonly struct Identity : IComparison
    {
        public static bool Holds(in Value a, in Value b) => a.Bits == b.Bits && ReferenceEquals(a.Tag, b.Tag);
    }

    private readonly struct Eq : IComparison
    {
        public static bool Holds(in Value a, in Value b) => DatumEquality.AreEq(a, b);
    }

    private readonly struct Eqv : IComparison
    {
        public static bool Holds(in Value a, in Value b) => DatumEquality.AreEqv(a, b);
    }

    private readonly struct Equal : IComparison
    {
        public static bool Holds(in Value a, in Value b) => DatumEquality.AreEqual(a, b);
    }
}
