using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ObjectValueTests
{
    /// <summary>Below, at and above the number of fields where the representation changes.</summary>
    public static TheoryData<int> Sizes => [3, 15, 16, 17, 40];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Setting_an_existing_field_keeps_its_place(int size)
    {
        var before = WithFields(size);
        var after = before.Set("f1", Value.Text("new"));
        Assert.Equal(Names(before), Names(after));
        Assert.True(after.TryGet("f1", out var value));
        Assert.Equal("new", value.AsText);
        Assert.True(before.TryGet("f1", out value));
        Assert.Equal(1, value.AsInt);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_deleted_field_set_again_comes_last(int size)
    {
        var before = WithFields(size);
        var without = before.Remove("f1");
        var after = without.Set("f1", Value.Null);
        string[] others = [.. Names(before).Where(name => name != "f1")];
        Assert.Equal(others, Names(without));
        Assert.Equal([.. others, "f1"], Names(after));
        Assert.Equal(size, before.Count);
        Assert.Equal(size - 1, without.Count);
        Assert.False(without.TryGet("f1", out _));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Deleting_an_absent_field_changes_nothing(int size)
    {
        var fields = WithFields(size);
        Assert.Same(fields, fields.Remove("absent"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Deleting_every_field_leaves_the_empty_object(int size)
    {
        var fields = WithFields(size);
        for (int i = 0; i < size; i++)
        {
            fields = fields.Remove($"f{i}");
        }

        Assert.Same(ObjectValue.Empty, fields);
    }

    [Fact]
    public void Names_that_are_equal_but_not_the_same_string_are_one_field()
    {
        var fields = ObjectValue.Empty.Set("name", Value.Int(1)).Set(new string("name".AsSpan()), Value.Int(2));
        Assert.Equal(1, fields.Count);
        Assert.True(fields.TryGet(new string("name".AsSpan()), out var value));
        Assert.Equal(2, value.AsInt);
    }

    [Fact]
    public void Random_changes_agree_with_an_ordered_list()
    {
        var random = new Random(7);
        var fields = ObjectValue.Empty;
        var expected = new List<KeyValuePair<string, long>>();
        for (int i = 0; i < 5000; i++)
        {
            string name = $"n{random.Next(30)}";
            int place = expected.FindIndex(pair => pair.Key == name);
            if (random.Next(3) == 0)
            {
                fields = fields.Remove(name);
                _ = place >= 0 && expected.Remove(expected[place]);
            }
            else
            {
                fields = fields.Set(name, Value.Int(i));
                expected.RemoveAll(pair => pair.Key == name);
                expected.Insert(place < 0 ? expected.Count : place, new(name, i));
            }

            Assert.Equal(expected, fields.Fields.Select(field => new KeyValuePair<string, long>(field.Key, field.Value.AsInt)));
        }
    }

    [Fact]
    public void Building_many_fields_is_not_quadratic()
    {
        const int Count = 20_000;
        string[] names = [.. Enumerable.Range(0, Count).Select(i => $"name{i}")];
        var fields = ObjectValue.Empty;
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (string name in names)
        {
            fields = fields.Set(name, Value.Null);
        }

        // Copying 16 bytes of each field at each step would allocate 3.2 billion.
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(names, Names(fields));
        Assert.InRange(allocated, 0, 200_000_000);
    }

    [Fact]
    public void A_very_long_name_is_a_field_like_any_other()
    {
        string name = new('n', 10_000);
        var fields = ObjectValue.Empty.Set("a", Value.Int(1)).Set(name, Value.Int(2)).Set("b", Value.Int(3));
        Assert.Equal(["a", name, "b"], Names(fields));
        Assert.Equal(["a", "b"], Names(fields.Remove(name)));
    }

    private static ObjectValue WithFields(int count)
    {
        var fields = ObjectValue.Empty;
        for (int i = 0; i < count; i++)
        {
            fields = fields.Set($"f{i}", Value.Int(i));
        }

        return fields;
    }

    private static string[] Names(ObjectValue fields) => [.. fields.Fields.Select(field => field.Key)];
}
