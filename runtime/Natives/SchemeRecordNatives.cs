using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What DEFINE-RECORD-TYPE becomes.</summary>
[TtvmLibrary("scheme")]
public static class SchemeRecordNatives
{
    /// <summary>A new record type, unlike any other.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">Its name, a symbol.</param>
    /// <param name="fields">A list of symbols, the names of its fields.</param>
    [TtvmFunction("scheme.%make-record-type")]
    public static Value MakeType(ProcessContext context, Value name, Value fields)
    {
        if (name.Tag is not SymbolValue symbol || !SchemeListNatives.TryLength(context, "define-record-type", fields, out int length))
        {
            context.RaiseWrongType("define-record-type", "a symbol and a list of symbols", name, fields);
            return default;
        }

        string[] names = new string[length];
        for (int i = 0; fields.Tag is PairValue { Car.Tag: SymbolValue field } pair; i++)
        {
            names[i] = field.Name;
            fields = pair.Cdr;
        }

        return Value.From(new RecordType(symbol.Name, names));
    }

    /// <summary>An instance of a record type.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="type">The type.</param>
    /// <param name="fields">A vector of the values of its fields, which nothing else has.</param>
    [TtvmFunction("scheme.%record")]
    public static Value Make(ProcessContext context, Value type, Value fields)
    {
        if (type.Tag is RecordType known && fields.Tag is VectorValue { Items: var items } && items.Length == known.Fields.Length)
        {
            return Value.From(new RecordValue(known, items));
        }

        context.RaiseWrongType("define-record-type", "a record type and the values of its fields", type, fields);
        return default;
    }

    /// <summary>Whether a value is an instance of a record type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type.</param>
    [TtvmFunction("scheme.%record?")]
    public static bool IsInstance(Value value, Value type) => value.Tag is RecordValue record && ReferenceEquals(record.Type, type.Tag);

    /// <summary>The value of a field.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The record.</param>
    /// <param name="type">The type it should have.</param>
    /// <param name="index">The position of the field.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    [TtvmFunction("scheme.%record-ref")]
    public static Value Get(ProcessContext context, Value value, Value type, Value index, Value procedure)
    {
        if (value.Tag is RecordValue record && ReferenceEquals(record.Type, type.Tag) && (ulong)index.Bits < (ulong)record.Fields.Length)
        {
            return record.Fields[index.Bits];
        }

        Refuse(context, value, type, procedure);
        return default;
    }

    /// <summary>Sets the value of a field.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The record.</param>
    /// <param name="type">The type it should have.</param>
    /// <param name="index">The position of the field.</param>
    /// <param name="content">The new value.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    [TtvmFunction("scheme.%record-set!")]
    public static Value Set(ProcessContext context, Value value, Value type, Value index, Value content, Value procedure)
    {
        if (value.Tag is RecordValue record && ReferenceEquals(record.Type, type.Tag) && (ulong)index.Bits < (ulong)record.Fields.Length)
        {
            record.Fields[index.Bits] = content;
        }
        else
        {
            Refuse(context, value, type, procedure);
        }

        return Value.Unspecified;
    }

    private static void Refuse(ProcessContext context, Value value, Value type, Value procedure)
    {
        string name = procedure.Tag is SymbolValue symbol ? symbol.Name : procedure.IsText ? procedure.AsText : "record field";
        context.RaiseWrongType(name, $"a record of type {(type.Tag as RecordType)?.Name ?? "?"}", value);
    }
}
