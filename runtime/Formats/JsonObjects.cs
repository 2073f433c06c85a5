using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Makes objects of the fields read, remembering the shapes of the last ones: most objects of a text look like others of it.</summary>
internal sealed class JsonObjects
{
    private const int Places = 64;

    /// <summary>With more fields, looking for duplicates one by one takes longer than a table.</summary>
    private const int Few = 16;

    private readonly (string[] Names, Shape Shape)[] _known = new (string[], Shape)[Places];

    /// <summary>Makes an object. Of fields with the same name the last one counts, at the place of the first.</summary>
    /// <param name="names">The names in order; at least one.</param>
    /// <param name="values">The values.</param>
    public ObjectValue Make(ReadOnlySpan<string> names, ReadOnlySpan<Value> values)
    {
        if (names.Length > Few)
        {
            return ObjectValue.Create(FieldTable.Of(names.ToArray(), values.ToArray()));
        }

        ref var known = ref _known[PlaceOf(names)];
        if (known.Names is not null && AreSame(known.Names, names))
        {
            return ObjectValue.Create(known.Shape, values);
        }

        if (HasDuplicate(names) || ShapeOf(names) is not { } shape)
        {
            return ObjectValue.Create(FieldTable.Of(names.ToArray(), values.ToArray()).Settle());
        }

        known = (names.ToArray(), shape);
        return ObjectValue.Create(shape, values);
    }

    private static int PlaceOf(ReadOnlySpan<string> names) =>
        (int)((uint)(RuntimeHelpers.GetHashCode(names[0]) + (RuntimeHelpers.GetHashCode(names[^1]) * 31) + names.Length) % Places);

    private static bool AreSame(string[] known, ReadOnlySpan<string> names)
    {
        if (known.Length != names.Length)
        {
            return false;
        }

        for (int i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(known[i], names[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasDuplicate(ReadOnlySpan<string> names)
    {
        for (int i = 1; i < names.Length; i++)
        {
            if (names[..i].Contains(names[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static Shape? ShapeOf(ReadOnlySpan<string> names)
    {
        var shape = Shape.Root;
        for (int i = 0; i < names.Length && shape is not null; i++)
        {
            shape = shape.With(names[i]);
        }

        return shape;
    }
}
