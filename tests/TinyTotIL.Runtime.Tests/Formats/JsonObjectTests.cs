using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Formats;

/// <summary>An object that is read at once is the same as one made field by field, whatever is done with it first.</summary>
public sealed class JsonObjectTests
{
    private static BulkBudget Plenty => new(long.MaxValue);

    [Fact]
    public void An_object_read_at_once_is_the_one_made_field_by_field() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var (read, made, _) = Make(random, random.Next(60), names: random.Next(1, 80));
        for (int i = 0; i < 30; i++)
        {
            string name = $"n{random.Next(80)}";
            if (!LooksSame(random, read, made, name))
            {
                return false;
            }

            bool sets = random.Next(3) > 0;
            read = sets ? read.Set(name, Value.Int(i)) : read.Remove(name);
            made = sets ? made.Set(name, Value.Int(i)) : made.Remove(name);
        }

        return Shown(read) == Shown(made);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 17)]
    [InlineData(17, 3)]
    [InlineData(40, 1)]
    [InlineData(300, 1000)]
    [InlineData(5000, 3000)]
    public void Changing_an_object_leaves_the_one_that_was_read(int count, int names)
    {
        var (read, made, text) = Make(new Random(count), count, names);
        string name = made.Fields.First().Key;
        var changed = read.Set(name, Value.Text("new"));
        var without = read.Remove(name);
        Assert.Equal(Shown(made), Shown(read));
        Assert.Equal(Shown(made.Set(name, Value.Text("new"))), Shown(changed));
        Assert.Equal(Shown(made.Remove(name)), Shown(without));
        Assert.Equal(Shown(made), Shown((ObjectValue)JsonText.Parse(text, Plenty).Tag!));
    }

    [Fact]
    public void More_fields_than_wait_for_the_first_question_are_read_as_well()
    {
        const int Count = 1_100_000;
        string text = "{" + string.Join(',', Enumerable.Range(0, Count).Select(i => $"\"{i}\":{i}")) + ",\"7\":-7}";
        var fields = (ObjectValue)JsonText.Parse(text, Plenty).Tag!;
        Assert.Equal(Count, fields.Count);
        Assert.True(fields.TryGet("7", out var value));
        Assert.Equal(-7, value.AsInt);
        Assert.True(fields.TryGet($"{Count - 1}", out value));
        Assert.Equal(Count - 1, value.AsInt);
    }

    [Fact]
    public void Many_threads_may_ask_an_object_first()
    {
        for (int round = 0; round < 50; round++)
        {
            var (read, made, _) = Make(new Random(round), 2000, names: 1500);
            string expected = Shown(made);
            Parallel.For(0, 8, i =>
            {
                string name = made.Fields.ElementAt(i).Key;
                Assert.True(made.TryGet(name, out var wanted));
                Assert.True(read.TryGet(name, out var value));
                Assert.Equal(wanted.AsInt, value.AsInt);
                Assert.Equal(made.Count, read.Count);
            });
            Assert.Equal(expected, Shown(read));
        }
    }

    [Fact]
    public void Names_read_before_are_the_names_of_the_next_text()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("Object({\"a\": Int(1), \"é\": Object({\"a\": Int(2), \"b\": Int(3)})})", Shown((ObjectValue)JsonText.Parse("{\"a\":1,\"é\":{\"a\":2,\"b\":3}}", Plenty).Tag!));
            Assert.Throws<DataFormatException>(() => JsonText.Parse("{\"a\":1,\"b\":[{\"a\":1,", Plenty));
        }
    }

    /// <summary>An object read from a text, the same made field by field, and the text; a name may occur more than once.</summary>
    private static (ObjectValue Read, ObjectValue Made, string Text) Make(Random random, int count, int names)
    {
        var made = ObjectValue.Empty;
        var fields = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string name = $"n{random.Next(names)}";
            made = made.Set(name, Value.Int(i));
            fields.Add($"\"{name}\":{i}");
        }

        string text = $"{{{string.Join(',', fields)}}}";
        return ((ObjectValue)JsonText.Parse(text, Plenty).Tag!, made, text);
    }

    /// <summary>Asks one of the questions an object answers.</summary>
    private static bool LooksSame(Random random, ObjectValue read, ObjectValue made, string name)
    {
        switch (random.Next(4))
        {
            case 0:
                return read.Count == made.Count;
            case 1:
                return read.TryGet(name, out var one) == made.TryGet(name, out var other) && one.AsInt == other.AsInt;
            case 2:
                return Shown(read) == Shown(made);
            default:
                return true;
        }
    }

    private static string Shown(ObjectValue value) => ValueText.Debug(Value.From(value), AddressSpace.OwnNumbers);
}
