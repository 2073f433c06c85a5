using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class FieldSiteTests
{
    /// <summary>Below, at and above the numbers of fields where the representation changes.</summary>
    public static TheoryData<int> Sizes => [1, 3, 4, 5, 15, 16, 17, 40];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_field_is_found_at_the_first_object_and_at_the_next(int size)
    {
        var fields = Numbered(size);
        for (int i = 0; i < size; i++)
        {
            var site = new FieldSite($"f{i}");
            Assert.Equal(i, fields.Get(site).AsInt);
            Assert.Equal(i, fields.Get(site).AsInt);
            Assert.True(fields.Has(site));
        }

        var absent = new FieldSite("absent");
        Assert.True(fields.Get(absent).IsNull);
        Assert.False(fields.Has(absent));
        Assert.True(fields.Get(absent).IsNull);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Setting_at_a_place_does_what_setting_by_name_does(int size)
    {
        var before = Numbered(size);
        for (int i = 0; i <= size; i++)
        {
            var site = new FieldSite($"f{i}");
            for (int round = 0; round < 3; round++)
            {
                var expected = before.Set($"f{i}", Value.Int(-round));
                Assert.Equal(Content(expected), Content(before.Set(site, Value.Int(-round))));
            }
        }

        Assert.Equal(Content(Numbered(size)), Content(before));
    }

    [Fact]
    public void Objects_made_in_different_orders_are_told_apart()
    {
        var site = new FieldSite("b");
        var first = ObjectValue.Empty.Set("a", Value.Int(1)).Set("b", Value.Int(2));
        var second = ObjectValue.Empty.Set("b", Value.Int(3)).Set("a", Value.Int(4));
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(2, first.Get(site).AsInt);
            Assert.Equal(3, second.Get(site).AsInt);
            Assert.Equal([("a", 1), ("b", i)], Content(first.Set(site, Value.Int(i))));
            Assert.Equal([("b", i), ("a", 4)], Content(second.Set(site, Value.Int(i))));
        }
    }

    [Fact]
    public void A_field_removed_and_set_again_moves_to_the_end()
    {
        FieldSite site = new("a"), other = new("b");
        var fields = ObjectValue.Empty.Set(site, Value.Int(1)).Set(other, Value.Int(2));
        Assert.Equal(1, fields.Get(site).AsInt);
        var without = fields.Remove("a");
        Assert.True(without.Get(site).IsNull);
        Assert.Equal(2, without.Get(other).AsInt);
        Assert.Equal([("b", 2), ("a", 3)], Content(without.Set(site, Value.Int(3))));
        Assert.Equal([("a", 1), ("b", 2)], Content(fields));
    }

    [Fact]
    public void A_place_that_has_met_more_shapes_than_it_learns_still_finds_every_field()
    {
        var site = new FieldSite("x");
        for (int i = 0; i < 200; i++)
        {
            var fields = Numbered(i % 12).Set($"own{i}", Value.Null).Set("x", Value.Int(i));
            Assert.Equal(i, fields.Get(site).AsInt);
            Assert.Equal(-i, fields.Set(site, Value.Int(-i)).Get(site).AsInt);
        }

        Assert.InRange(site.Known.Lessons, 2, 16);
    }

    [Fact]
    public void A_name_that_no_shape_takes_makes_a_map_each_time()
    {
        string name = new('n', 1000);
        var site = new FieldSite(name);
        var small = ObjectValue.Empty.Set("a", Value.Int(1));
        for (int i = 0; i < 3; i++)
        {
            var map = small.Set(site, Value.Int(2));
            Assert.Equal([("a", 1), (name, 2)], Content(map));
            Assert.Equal(2, map.Get(site).AsInt);
        }
    }

    [Fact]
    public void A_sole_holder_changes_the_object_in_place()
    {
        FieldSite a = new("a"), b = new("b"), changeA = new("a");
        var fields = ObjectValue.Empty.Set(a, Value.Int(1));
        var same = fields.SetOwned(b, Value.Text("two"));
        Assert.Same(fields, same);
        Assert.Same(fields, same.SetOwned(changeA, Value.Text("one")));
        Assert.Same(fields, same.SetOwned(changeA, Value.Int(5)));
        Assert.Equal("Object({\"a\": Int(5), \"b\": Str(\"two\")})", ValueText.Debug(Value.From(fields), AddressSpace.OwnNumbers));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_object_changed_in_place_shares_nothing_with_those_copied_from_it_or_to_it(int size)
    {
        FieldSite first = new("f0"), last = new($"f{size - 1}"), added = new("added");
        var original = Numbered(size);
        var owned = original.Set(first, Value.Int(100));
        var copy = owned.Set(last, Value.Int(200));
        var expected = Content(copy);
        owned = owned.SetOwned(first, Value.Int(1)).SetOwned(last, Value.Int(2)).SetOwned(added, Value.Int(3)).SetOwned(added, Value.Int(4));
        Assert.Equal(Content(Numbered(size)), Content(original));
        Assert.Equal(expected, Content(copy));
        Assert.Equal(Content(Numbered(size).Set("f0", Value.Int(1)).Set($"f{size - 1}", Value.Int(2)).Set("added", Value.Int(4))), Content(owned));
    }

    [Fact]
    public void The_empty_object_is_never_changed_in_place()
    {
        var site = new FieldSite("a");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal([("a", i)], Content(ObjectValue.Empty.SetOwned(site, Value.Int(i))));
        }

        Assert.Equal(0, ObjectValue.Empty.Count);
    }

    [Fact]
    public void Random_changes_at_places_agree_with_changes_by_name()
    {
        var random = new Random(11);
        FieldSite[] sites = [.. Enumerable.Range(0, 30).Select(i => new FieldSite($"n{i}"))];
        var copied = ObjectValue.Empty;
        var owned = ObjectValue.Empty;
        var expected = ObjectValue.Empty;
        for (int i = 0; i < 5000; i++)
        {
            var site = sites[random.Next(sites.Length)];
            if (random.Next(3) == 0)
            {
                (copied, owned, expected) = (copied.Remove(site.Name), owned.Remove(site.Name), expected.Remove(site.Name));
            }
            else
            {
                var value = i % 5 == 0 ? Value.Null : Value.Int(i);
                (copied, owned, expected) = (copied.Set(site, value), owned.SetOwned(site, value), expected.Set(site.Name, value));
            }

            Assert.Equal(Content(expected), Content(copied));
            Assert.Equal(Content(expected), Content(owned));
            var asked = sites[random.Next(sites.Length)];
            Assert.Equal(expected.TryGet(asked.Name, out var found), copied.Has(asked));
            Assert.Equal(found.Bits, copied.Get(asked).Bits);
        }
    }

    [Fact]
    public void Threads_may_use_a_place_while_others_teach_it()
    {
        for (int round = 0; round < 100; round++)
        {
            FieldSite get = new("x"), set = new("x");
            ObjectValue[] objects = [.. Enumerable.Range(0, 20).Select(i => Numbered(i % 10).Set($"r{i}", Value.Null).Set("x", Value.Int(i)))];
            Parallel.For(0, 8, worker =>
            {
                for (int i = 0; i < 200; i++)
                {
                    int number = (i + worker) % objects.Length;
                    Assert.Equal(number, objects[number].Get(get).AsInt);
                    Assert.Equal(-i, objects[number].Set(set, Value.Int(-i)).Get(get).AsInt);
                }
            });
        }
    }

    private static ObjectValue Numbered(int count)
    {
        var fields = ObjectValue.Empty;
        for (int i = 0; i < count; i++)
        {
            fields = fields.Set($"f{i}", Value.Int(i));
        }

        return fields;
    }

    private static (string Name, long Value)[] Content(ObjectValue fields) => [.. fields.Fields.Select(field => (field.Key, field.Value.IsNull ? long.MinValue : field.Value.AsInt))];
}
