namespace TinyTotIL.Runtime.Values;

/// <summary>Fields that were all known at once: arrays, and a table of the names that is made when someone asks for it first.</summary>
/// <remarks>Most large objects that are read are gone through or written once; for those, finding names again cost as much as reading them did.</remarks>
internal sealed class FieldTable
{
    /// <summary>More fields than this are put into the table at once, so that asking for one of them never takes much longer than a slice.</summary>
    private const int MostUnsettled = 1 << 20;

    private readonly FieldPlaces? _places;

    private FieldTable(string[] names, Value[] values, FieldPlaces? places) => (Names, Values, _places) = (names, values, places);

    /// <summary>Their names; all different once <see cref="IsSettled"/>.</summary>
    public string[] Names { get; }

    /// <summary>Their values, as many.</summary>
    public Value[] Values { get; }

    /// <summary>Whether there is the table of names, and with it no name twice.</summary>
    public bool IsSettled => _places is not null;

    /// <summary>Takes fields as they are read. Of fields with the same name the last one counts, at the place of the first.</summary>
    /// <param name="names">Their names, in an array never written to again.</param>
    /// <param name="values">Their values, as many, in an array never written to again.</param>
    public static FieldTable Of(string[] names, Value[] values)
    {
        var fields = new FieldTable(names, values, places: null);
        return names.Length > MostUnsettled ? fields.Settle() : fields;
    }

    /// <summary>The same fields with the table of names.</summary>
    public FieldTable Settle()
    {
        var places = new FieldPlaces(Names);
        for (int i = 0; i < Names.Length; i++)
        {
            if (places.Add(i) != i)
            {
                return WithoutDuplicates();
            }
        }

        return new FieldTable(Names, Values, places);
    }

    /// <summary>The place of a name, or -1. The fields are settled.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name) => _places!.IndexOf(name);

    /// <summary>Copies, because others may be reading the arrays.</summary>
    private FieldTable WithoutDuplicates()
    {
        string[] kept = [.. Names];
        Value[] items = [.. Values];
        var places = new FieldPlaces(kept);
        int count = 0;
        for (int i = 0; i < Names.Length; i++)
        {
            kept[count] = Names[i];
            int place = places.Add(count);
            items[place] = Values[i];
            count += place == count ? 1 : 0;
        }

        // The table goes on with the longer array: what is behind the names in use is not found in it.
        return new FieldTable(kept[..count], items[..count], places);
    }
}
