using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class ObjectOperationsTests
{
    private static readonly Value Point = Value.From(ObjectValue.Empty.Set("x", Value.Int(1)).Set("y", Value.Null));

    [Fact]
    public void Fields_are_set_read_asked_for_and_deleted()
    {
        Assert.Equal("Object({})", Result(ObjectOperations.New));
        Assert.Equal("Object({\"x\": Int(2), \"y\": Null})", Result(c => ObjectOperations.SetField(c, Point, Value.Int(2), "x")));
        Assert.Equal("Int(1)", Result(c => ObjectOperations.GetField(c, Point, "x")));
        Assert.Equal("Null", Result(c => ObjectOperations.GetField(c, Point, "z")));
        Assert.Equal("Int(1)", Result(c => ObjectOperations.HasField(c, Point, "y")));
        Assert.Equal("Int(0)", Result(c => ObjectOperations.HasField(c, Point, "z")));
        Assert.Equal("Object({\"y\": Null})", Result(c => ObjectOperations.DeleteField(c, Point, "x")));
        Assert.Equal("Object({\"x\": Int(1), \"y\": Null})", Result(c => ObjectOperations.DeleteField(c, Point, "z")));
        Assert.Equal("List([Str(\"x\"), Str(\"y\")])", Result(c => ObjectOperations.Keys(c, Point)));
    }

    [Fact]
    public void The_forms_with_the_name_on_the_stack_do_the_same()
    {
        var name = Value.Text("x");
        Assert.Equal("Object({\"x\": Int(2), \"y\": Null})", Result(c => ObjectOperations.SetFieldNamed(c, Point, name, Value.Int(2))));
        Assert.Equal("Int(1)", Result(c => ObjectOperations.GetFieldNamed(c, Point, name)));
        Assert.Equal("Int(1)", Result(c => ObjectOperations.HasFieldNamed(c, Point, name)));
        Assert.Equal("Object({\"y\": Null})", Result(c => ObjectOperations.DeleteFieldNamed(c, Point, name)));
    }

    [Fact]
    public void A_long_computed_name_is_a_name()
    {
        var half = Value.Text(new string('k', 200));
        var name = TextValue.Concat(half, half);
        var target = Value.From(ObjectValue.Empty.Set(new string('k', 400), Value.Int(7)));
        Assert.Equal("Int(7)", Result(c => ObjectOperations.GetFieldNamed(c, target, name)));
    }

    [Fact]
    public void Anything_but_an_object_is_a_mismatch_that_shows_it_alone()
    {
        Assert.Equal("SET_FIELD expects an object but got Int(1)", Error(c => ObjectOperations.SetField(c, Value.Int(1), Value.Null, "x")));
        Assert.Equal("GET_FIELD expects an object but got Null", Error(c => ObjectOperations.GetField(c, Value.Null, "x")));
        Assert.Equal("HAS_FIELD expects an object but got Null", Error(c => ObjectOperations.HasField(c, Value.Null, "x")));
        Assert.Equal("DELETE_FIELD expects an object but got Null", Error(c => ObjectOperations.DeleteField(c, Value.Null, "x")));
        Assert.Equal("KEYS expects an object but got List([])", Error(c => ObjectOperations.Keys(c, Value.From(ListValue.Empty))));
        Assert.Equal(
            "GET_FIELD expects an object but got Exception { message: \"e\", stack_trace: [] }",
            Error(c => ObjectOperations.GetField(c, Value.From(new ExceptionValue("e", [])), "message")));
        Assert.Equal("SET_FIELD expects an object but got Null", Error(c => ObjectOperations.SetFieldNamed(c, Value.Null, Value.Text("x"), Value.Null)));
    }

    [Fact]
    public void A_name_on_the_stack_is_text()
    {
        Assert.Equal("SET_FIELD expects a string field name but got Int(1)", Error(c => ObjectOperations.SetFieldNamed(c, Point, Value.Int(1), Value.Null)));
        Assert.Equal("GET_FIELD expects a string field name but got Int(1)", Error(c => ObjectOperations.GetFieldNamed(c, Point, Value.Int(1))));
        Assert.Equal("HAS_FIELD expects a string field name but got Int(1)", Error(c => ObjectOperations.HasFieldNamed(c, Value.Null, Value.Int(1))));
        Assert.Equal("DELETE_FIELD expects a string field name but got Int(1)", Error(c => ObjectOperations.DeleteFieldNamed(c, Point, Value.Int(1))));
    }
}
