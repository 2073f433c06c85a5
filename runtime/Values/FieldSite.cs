namespace TinyTotIL.Runtime.Values;

/// <summary>One place in a program that names a field, and where the latest new kind of object to come by had it.</summary>
/// <remarks>
/// Objects at one place nearly always have the same shape, so finding a field is one comparison. What a place knows is an
/// object of which nothing changes, replaced by one write, so any number of threads may use a place while others teach it. A
/// place that objects of many shapes come by soon stops learning: searching their few names costs little more than a
/// list of what was known of each would.
/// </remarks>
public sealed class FieldSite
{
    private const int MostLessons = 16;

    /// <summary>Makes a place that has met no object.</summary>
    /// <param name="name">The field.</param>
    public FieldSite(string name) => Name = string.Intern(name);

    /// <summary>The field. Interned, as the names in shapes are, so that equal names are the same string.</summary>
    public string Name { get; }

    /// <summary>What was learned last.</summary>
    internal CachedField Known { get; private set; } = CachedField.Nothing;

    /// <summary>Remembers a shape, if this place still learns.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="slot">The slot of the field; one past the last where objects of the shape lack it.</param>
    /// <param name="shapeAfter">The shape once the field is set; null at a place that only reads.</param>
    internal void Learn(Shape shape, int slot, Shape? shapeAfter)
    {
        int lessons = Known.Lessons + 1;
        if (lessons <= MostLessons)
        {
            Known = new CachedField(shape, slot, shapeAfter, lessons);
        }
    }
}
