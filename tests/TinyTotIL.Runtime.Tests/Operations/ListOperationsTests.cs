using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class ListOperationsTests
{
    private static readonly Value OneTwoThree = Value.From(ListValue.FromOwned([Value.Int(1), Value.Int(2), Value.Int(3)]));

    [Fact]
    public void A_list_is_made_of_an_array_or_empty()
    {
        Assert.Equal("List([Int(1), Str(\"x\")])", Result(c => ListOperations.Make(c, [Value.Int(1), Value.Text("x")])));
        Assert.Equal("List([])", Result(c => ListOperations.Make(c, [])));
        Assert.Equal("List([])", Result(ListOperations.New));
    }

    [Fact]
    public void Length_counts_elements_and_fields_but_not_characters()
    {
        Assert.Equal("Int(3)", Result(c => ListOperations.Length(c, OneTwoThree)));
        Assert.Equal("Int(1)", Result(c => ListOperations.Length(c, Value.From(ObjectValue.Empty.Set("a", default)))));
        Assert.Equal("LEN expects a list or object but got Str(\"abc\")", Error(c => ListOperations.Length(c, Value.Text("abc"))));
    }

    [Fact]
    public void An_index_counts_from_zero()
    {
        Assert.Equal("Int(1)", Result(c => ListOperations.Index(c, OneTwoThree, Value.Int(0))));
        Assert.Equal("Int(3)", Result(c => ListOperations.Index(c, OneTwoThree, Value.Int(2))));
    }

    [Theory]
    [InlineData(3, "Index 3 out of bounds for list of length 3")]
    [InlineData(-1, "Index 18446744073709551615 out of bounds for list of length 3")]
    [InlineData(long.MinValue, "Index 9223372036854775808 out of bounds for list of length 3")]
    [InlineData(1L << 32, "Index 4294967296 out of bounds for list of length 3")]
    public void An_index_outside_is_shown_as_unsigned(long index, string expected)
    {
        Assert.Equal(expected, Error(c => ListOperations.Index(c, OneTwoThree, Value.Int(index))));
        Assert.Equal(expected, Error(c => ListOperations.Set(c, OneTwoThree, Value.Int(index), Value.Null)));
    }

    [Fact]
    public void The_index_is_checked_before_the_list_and_each_is_shown_alone()
    {
        Assert.Equal("INDEX expects an integer index but got Str(\"i\")", Error(c => ListOperations.Index(c, Value.Null, Value.Text("i"))));
        Assert.Equal("INDEX expects a list but got Str(\"abc\")", Error(c => ListOperations.Index(c, Value.Text("abc"), Value.Int(0))));
        Assert.Equal("LIST_SET expects an integer index but got Null", Error(c => ListOperations.Set(c, Value.Null, Value.Null, Value.Null)));
        Assert.Equal("LIST_SET expects a list but got Null", Error(c => ListOperations.Set(c, Value.Null, Value.Int(0), Value.Null)));
    }

    [Fact]
    public void Append_adds_at_the_end()
    {
        Assert.Equal("List([Int(1), Int(2), Int(3), Null])", Result(c => ListOperations.Append(c, OneTwoThree, Value.Null)));
        Assert.Equal("LIST_APPEND expects a list but got Int(1)", Error(c => ListOperations.Append(c, Value.Int(1), Value.Null)));
    }

    [Fact]
    public void A_list_beyond_the_limit_is_an_error() =>
        Assert.Equal("Unsupported operation: list longer than 3 elements", Error(c => ListOperations.AppendUpTo(3, c, OneTwoThree, Value.Null)));

    [Fact]
    public void Set_replaces_one_element_of_a_copy()
    {
        Assert.Equal("List([Int(1), Null, Int(3)])", Result(c => ListOperations.Set(c, OneTwoThree, Value.Int(1), Value.Null)));
        Assert.Equal("List([Int(1), Int(2), Int(3)])", ValueText.Debug(OneTwoThree, AddressSpace.OwnNumbers));
    }

    [Theory]
    [InlineData(0, 3, "List([Int(1), Int(2), Int(3)])")]
    [InlineData(1, 2, "List([Int(2)])")]
    [InlineData(-5, 2, "List([Int(1), Int(2)])")]
    [InlineData(1, long.MaxValue, "List([Int(2), Int(3)])")]
    [InlineData(2, 1, "List([])")]
    [InlineData(long.MaxValue, long.MinValue, "List([])")]
    public void A_slice_is_half_open_and_clamped(long from, long to, string expected) =>
        Assert.Equal(expected, Result(c => ListOperations.Slice(c, OneTwoThree, Value.Int(from), Value.Int(to))));

    [Fact]
    public void A_slice_takes_two_integers_and_a_list()
    {
        Assert.Equal(
            "LIST_SLICE expects two integer positions but got Int(0), Null", Error(c => ListOperations.Slice(c, Value.Null, Value.Int(0), Value.Null)));
        Assert.Equal("LIST_SLICE expects a list but got Null", Error(c => ListOperations.Slice(c, Value.Null, Value.Int(0), Value.Int(1))));
    }

    [Fact]
    public void What_is_known_to_be_a_list_is_read_and_changed_the_same_way()
    {
        var list = (ListValue)OneTwoThree.Tag!;
        Assert.Equal(3, ListOperations.LengthOf(list));
        Assert.Equal("Int(2)", Result(c => ListOperations.ElementOf(c, list, 1)));
        Assert.Equal("List([Int(1), Int(2), Int(3), Null])", Result(c => Value.From(ListOperations.AppendOf(c, list, Value.Null))));
        Assert.Equal("List([Int(1), Null, Int(3)])", Result(c => Value.From(ListOperations.SetOf(c, list, 1, Value.Null))));
        Assert.Equal("List([Int(1), Int(2), Int(3)])", ValueText.Debug(OneTwoThree, AddressSpace.OwnNumbers));
    }

    [Fact]
    public void What_nobody_else_holds_is_changed_to_the_same_result()
    {
        Assert.Equal("List([Int(1), Int(2), Int(3), Null])", Result(c => ListOperations.AppendOwned(c, Own(), Value.Null)));
        Assert.Equal("List([Int(1), Null, Int(3)])", Result(c => ListOperations.SetOwned(c, Own(), Value.Int(1), Value.Null)));
        Assert.Equal("List([Int(1), Int(2), Int(3), Null])", Result(c => Value.From(ListOperations.AppendOwnedOf(c, OwnList(), Value.Null))));
        Assert.Equal("List([Int(1), Null, Int(3)])", Result(c => Value.From(ListOperations.SetOwnedOf(c, OwnList(), 1, Value.Null))));
        Assert.Equal("LIST_APPEND expects a list but got Null", Error(c => ListOperations.AppendOwned(c, Value.Null, Value.Null)));
        Assert.Equal("LIST_SET expects an integer index but got Null", Error(c => ListOperations.SetOwned(c, Own(), Value.Null, Value.Null)));
    }

    [Theory]
    [InlineData(3, "Index 3 out of bounds for list of length 3")]
    [InlineData(-1, "Index 18446744073709551615 out of bounds for list of length 3")]
    public void An_index_outside_what_is_known_to_be_a_list_is_the_same_error(long index, string expected)
    {
        var list = (ListValue)OneTwoThree.Tag!;
        Assert.Equal(expected, Error(c => ListOperations.ElementOf(c, list, index)));
        Assert.Equal(expected, Error(c => Value.From(ListOperations.SetOf(c, list, index, Value.Null))));
        Assert.Equal(expected, Error(c => Value.From(ListOperations.SetOwnedOf(c, OwnList(), index, Value.Null))));
        Assert.Equal(expected, Error(c => ListOperations.SetOwned(c, Own(), Value.Int(index), Value.Null)));
    }

    [Fact]
    public void Elements_are_put_into_a_new_array()
    {
        var items = new Value[2];
        ListOperations.Put(items, 0, Value.Int(7));
        ListOperations.Put(items, 1, Value.Text("x"));
        Assert.Equal("List([Int(7), Str(\"x\")])", Result(c => ListOperations.Make(c, items)));
    }

    private static Value Own() => Value.From(OwnList());

    private static ListValue OwnList() => ListValue.FromOwned([Value.Int(1), Value.Int(2), Value.Int(3)]).Set(0, Value.Int(1));
}
