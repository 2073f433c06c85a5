using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Hash tables of Scheme. What calls procedures of the program for keys or entries is in the library.</summary>
[TtvmLibrary("scheme")]
public static class SchemeTableNatives
{
    /// <summary>An empty table whose keys EQUAL? compares.</summary>
    [TtvmFunction("scheme.%make-equal-table")]
    public static Value MakeEqual() => Value.From(HashTable.Create(TableEquivalence.Equal, Value.Bool(false), Value.Bool(false)));

    /// <summary>An empty table whose keys EQV? compares.</summary>
    [TtvmFunction("scheme.%make-eqv-table")]
    public static Value MakeEqv() => Value.From(HashTable.Create(TableEquivalence.Eqv, Value.Bool(false), Value.Bool(false)));

    /// <summary>An empty table of lists of entries, by numbers that a procedure of the program gives for their keys.</summary>
    /// <param name="same">The procedure that compares keys.</param>
    /// <param name="hash">The procedure that gives the number of a key.</param>
    [TtvmFunction("scheme.%make-program-table")]
    public static Value MakeForProgram(Value same, Value hash) => Value.From(HashTable.Create(TableEquivalence.Program, same, hash));

    /// <summary>Whether a value is a hash table.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.hash-table?"), Pure]
    public static bool IsTable(Value value) => value.Tag is HashTable;

    /// <summary>Whether the program compares the keys of a table itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%program-table?"), Pure]
    public static bool IsForProgram(ProcessContext context, Value table) => TryTable(context, "hash-table", table) is { Equivalence: TableEquivalence.Program };

    /// <summary>Whether EQUAL? compares the keys of a table.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%equal-table?"), Pure]
    public static bool IsEqual(ProcessContext context, Value table) => TryTable(context, "hash-table", table) is { Equivalence: TableEquivalence.Equal };

    /// <summary>The procedure that the program compares the keys of a table by, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-same"), Pure]
    public static Value SameOf(ProcessContext context, Value table) => TryTable(context, "hash-table-equivalence-function", table)?.Same ?? default;

    /// <summary>The procedure of the program that gives the number of a key of a table, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-hash"), Pure]
    public static Value HashOf(ProcessContext context, Value table) => TryTable(context, "hash-table-hash-function", table)?.Hash ?? default;

    /// <summary>The value of a key, or another value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="missing">What to give where there is no such key.</param>
    [TtvmFunction("scheme.%table-ref")]
    public static Value Get(ProcessContext context, Value table, Value key, Value missing) =>
        TryTable(context, "hash-table-ref", table) is { } found && found.Entries.TryGetValue(key, out var value) ? value : missing;

    /// <summary>Sets the value of a key.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    [TtvmFunction("scheme.%table-set!")]
    public static Value Set(ProcessContext context, Value table, Value key, Value value)
    {
        if (TryTable(context, "hash-table-set!", table) is { } found && BulkLimits.AllowList(context, found.Entries.Count))
        {
            long begun = context.BeginWork(found.Entries.Count);
            found.Entries[key] = value;
            context.EndWork(begun);
        }

        return Value.Unspecified;
    }

    /// <summary>Takes a key out of a table, if it is there.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    [TtvmFunction("scheme.%table-delete!")]
    public static Value Delete(ProcessContext context, Value table, Value key)
    {
        TryTable(context, "hash-table-delete!", table)?.Entries.Remove(key);
        return Value.Unspecified;
    }

    /// <summary>Takes everything out of a table.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.hash-table-clear!")]
    public static Value Clear(ProcessContext context, Value table)
    {
        TryTable(context, "hash-table-clear!", table)?.Entries.Clear();
        return Value.Unspecified;
    }

    /// <summary>Whether a table has a key.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    [TtvmFunction("scheme.%table-exists?")]
    public static bool Has(ProcessContext context, Value table, Value key) => TryTable(context, "hash-table-exists?", table)?.Entries.ContainsKey(key) ?? false;

    /// <summary>Number of entries.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-size")]
    public static long Size(ProcessContext context, Value table) => TryTable(context, "hash-table-size", table)?.Entries.Count ?? 0;

    /// <summary>A list of the keys.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-keys")]
    public static Value Keys(ProcessContext context, Value table) => ListOf(context, "hash-table-keys", table, static entry => entry.Key);

    /// <summary>A list of the values.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-values")]
    public static Value Values(ProcessContext context, Value table) => ListOf(context, "hash-table-values", table, static entry => entry.Value);

    /// <summary>A list of pairs of a key and its value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table->alist")]
    public static Value Pairs(ProcessContext context, Value table) =>
        ListOf(context, "hash-table->alist", table, static entry => Value.From(new PairValue(entry.Key, entry.Value)));

    /// <summary>A table of the same kind with the same entries.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-copy")]
    public static Value Copy(ProcessContext context, Value table)
    {
        if (TryTable(context, "hash-table-copy", table) is not { } found)
        {
            return default;
        }

        long begun = context.BeginWork(found.Entries.Count);
        var copy = found.With(found.Entries);
        context.EndWork(begun);
        return Value.From(copy);
    }

    /// <summary>A table of the same kind without entries.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="table">The table.</param>
    [TtvmFunction("scheme.%table-like")]
    public static Value MakeLike(ProcessContext context, Value table) =>
        TryTable(context, "hash-table-copy", table) is { } found ? Value.From(found.With([])) : default;

    /// <summary>A number of a value; values that EQUAL? does not tell apart have the same.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.hash")]
    public static long HashOfValue(Value value) => StableHash.Of(value);

    /// <summary>A number of a value, less than a bound.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="bound">The bound.</param>
    [TtvmFunction("scheme.hash")]
    public static long HashBelow(ProcessContext context, Value value, Value bound)
    {
        if (SchemeArguments.TryCount(context, "hash", bound, out long most) && most > 0)
        {
            return StableHash.Of(value) % most;
        }

        if (context.Reductions >= 0)
        {
            context.RaiseWrongType("hash", "a bound greater than 0", bound);
        }

        return 0;
    }

    private static Value ListOf(ProcessContext context, string procedure, Value table, Converter<KeyValuePair<Value, Value>, Value> convert)
    {
        if (TryTable(context, procedure, table) is not { } found)
        {
            return default;
        }

        long begun = context.BeginWork(found.Entries.Count);
        var list = SchemeListNatives.ListOf(Array.ConvertAll([.. found.Entries], convert));
        context.EndWork(begun);
        return list;
    }

    private static HashTable? TryTable(ProcessContext context, string procedure, Value value)
    {
        if (value.Tag is HashTable table)
        {
            return table;
        }

        context.RaiseWrongType(procedure, "a hash table", value);
        return null;
    }
}
