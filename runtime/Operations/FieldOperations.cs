using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The operations on fields with a name in the program, as compiled code does them: each place remembers where it found the field.</summary>
/// <remarks>
/// They mean what the forms of <see cref="ObjectOperations"/> with a name mean. The forms called <c>Of</c> take what is known to be
/// an object and raise nothing. The forms called <c>Owned</c> may change the object they are given instead of copying it. They
/// may be used only where the object came from a form of SET_FIELD, nothing else has held it since, and nothing uses it afterwards.
/// </remarks>
public static class FieldOperations
{
    /// <summary>GET_FIELD: the value of a field, or null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Get(ProcessContext context, Value target, FieldSite site) =>
        target.Tag is ObjectValue fields ? GetOf(fields, site) : ObjectOperations.GetField(context, target, site.Name);

    /// <summary>SET_FIELD: the object with a field set; always a new object.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="value">The field's new value.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure(MakesObject = true)]
    public static Value Set(ProcessContext context, Value target, Value value, FieldSite site) =>
        target.Tag is ObjectValue fields ? Value.From(fields.Set(site, value)) : ObjectOperations.SetField(context, target, value, site.Name);

    /// <summary>SET_FIELD on an object that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="value">The field's new value.</param>
    /// <param name="site">The place, which names the field.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value SetOwned(ProcessContext context, Value target, Value value, FieldSite site) =>
        target.Tag is ObjectValue fields ? Value.From(fields.SetOwned(site, value)) : ObjectOperations.SetField(context, target, value, site.Name);

    /// <summary>HAS_FIELD: 1 when the field exists, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Has(ProcessContext context, Value target, FieldSite site) =>
        target.Tag is ObjectValue fields ? Value.Int(HasOf(fields, site) ? 1 : 0) : ObjectOperations.HasField(context, target, site.Name);

    /// <summary>DELETE_FIELD: the object without a field.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure(MakesObject = true)]
    public static Value Delete(ProcessContext context, Value target, FieldSite site) =>
        ObjectOperations.DeleteField(context, target, site.Name);

    /// <summary>GET_FIELD of what is known to be an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GetOf(ObjectValue target, FieldSite site) => target.Get(site);

    /// <summary>SET_FIELD of what is known to be an object; always a new object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="value">The field's new value.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure(MakesObject = true)]
    public static ObjectValue SetOf(ObjectValue target, Value value, FieldSite site) => target.Set(site, value);

    /// <summary>SET_FIELD of what is known to be an object that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="target">The object.</param>
    /// <param name="value">The field's new value.</param>
    /// <param name="site">The place, which names the field.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ObjectValue SetOwnedOf(ObjectValue target, Value value, FieldSite site) => target.SetOwned(site, value);

    /// <summary>HAS_FIELD of what is known to be an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasOf(ObjectValue target, FieldSite site) => target.Has(site);

    /// <summary>DELETE_FIELD of what is known to be an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="site">The place, which names the field.</param>
    [Pure(MakesObject = true)]
    public static ObjectValue DeleteOf(ObjectValue target, FieldSite site) => target.Remove(site.Name);
}
