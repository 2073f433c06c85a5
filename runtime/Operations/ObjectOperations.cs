using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on objects. The forms named <c>Named</c> take the field name from the stack, and check it first.</summary>
public static class ObjectOperations
{
    /// <summary>MAKE_OBJECT.</summary>
    /// <param name="context">The running process.</param>
    [Pure(MakesObject = true)]
    public static Value New(ProcessContext context) => Value.From(ObjectValue.Empty);

    /// <summary>SET_FIELD: the object with a field set.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="value">The field's new value.</param>
    /// <param name="name">The field.</param>
    [Pure(MakesObject = true)]
    public static Value SetField(ProcessContext context, Value target, Value value, string name) =>
        target.Tag is ObjectValue fields ? Value.From(fields.Set(name, value)) : NotAnObject(context, "SET_FIELD", target);

    /// <summary>SET_FIELD with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">The field's new value.</param>
    [Pure(MakesObject = true)]
    public static Value SetFieldNamed(ProcessContext context, Value target, Value name, Value value) =>
        IsName(context, "SET_FIELD", name) ? SetField(context, target, value, name.AsText) : default;

    /// <summary>GET_FIELD: the value of a field, or null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure]
    public static Value GetField(ProcessContext context, Value target, string name) =>
        target.Tag is ObjectValue fields
            ? fields.TryGet(name, out var value) ? value : Value.Null
            : NotAnObject(context, "GET_FIELD", target);

    /// <summary>GET_FIELD with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure]
    public static Value GetFieldNamed(ProcessContext context, Value target, Value name) =>
        IsName(context, "GET_FIELD", name) ? GetField(context, target, name.AsText) : default;

    /// <summary>HAS_FIELD: 1 when the field exists, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure]
    public static Value HasField(ProcessContext context, Value target, string name) =>
        target.Tag is ObjectValue fields ? Value.Int(fields.TryGet(name, out _) ? 1 : 0) : NotAnObject(context, "HAS_FIELD", target);

    /// <summary>HAS_FIELD with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure]
    public static Value HasFieldNamed(ProcessContext context, Value target, Value name) =>
        IsName(context, "HAS_FIELD", name) ? HasField(context, target, name.AsText) : default;

    /// <summary>DELETE_FIELD: the object without a field.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure(MakesObject = true)]
    public static Value DeleteField(ProcessContext context, Value target, string name) =>
        target.Tag is ObjectValue fields ? Value.From(fields.Remove(name)) : NotAnObject(context, "DELETE_FIELD", target);

    /// <summary>DELETE_FIELD with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The field.</param>
    [Pure(MakesObject = true)]
    public static Value DeleteFieldNamed(ProcessContext context, Value target, Value name) =>
        IsName(context, "DELETE_FIELD", name) ? DeleteField(context, target, name.AsText) : default;

    /// <summary>KEYS: the field names in order.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    [Pure(MakesObject = true)]
    public static Value Keys(ProcessContext context, Value target)
    {
        if (target.Tag is not ObjectValue fields)
        {
            return NotAnObject(context, "KEYS", target);
        }

        fields.GetFields(out var names, out _);
        return Value.From(ListValue.FromOwned(Array.ConvertAll(names, Value.Text)));
    }

    private static bool IsName(ProcessContext context, string operation, Value name)
    {
        if (name.IsText)
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, "a string field name", name);
        return false;
    }

    private static Value NotAnObject(ProcessContext context, string operation, Value target)
    {
        context.RaiseTypeMismatch(operation, "an object", target);
        return default;
    }
}
