namespace TinyTotIL.Runtime.Values;

/// <summary>Where objects of one shape have a field, and what setting it makes of them.</summary>
internal sealed class CachedField
{
    /// <summary>What a place knows that has met no object.</summary>
    public static readonly CachedField Nothing = new(Shape.Impossible, slot: 0, shapeAfter: null, lessons: 0);

    /// <summary>The shape.</summary>
    public readonly Shape Shape;

    /// <summary>The shape if its objects have the field in one of their own slots; otherwise one that no object has.</summary>
    public readonly Shape InlineShape;

    /// <summary>The shape once the field is set; null where the place only reads.</summary>
    public readonly Shape? ShapeAfter;

    /// <summary>The slot of the field; one past the last where objects of the shape lack it.</summary>
    public readonly int Slot;

    /// <summary>How often the place has learned, this included.</summary>
    public readonly int Lessons;

    /// <summary>Writes down what was found.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="slot">The slot of the field; one past the last where objects of the shape lack it.</param>
    /// <param name="shapeAfter">The shape once the field is set; null where the place only reads.</param>
    /// <param name="lessons">How often the place has learned, this included.</param>
    public CachedField(Shape shape, int slot, Shape? shapeAfter, int lessons)
    {
        Shape = shape;
        InlineShape = slot < Math.Min(shape.Names.Length, ObjectValue.InlineSlots) ? shape : Shape.Impossible;
        ShapeAfter = shapeAfter;
        Slot = slot;
        Lessons = lessons;
    }
}
