using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class FieldOperationsTests
{
    private static readonly Value Point = Value.From(ObjectValue.Empty.Set("x", Value.Int(1)).Set("y", Value.Null));

    [Fact]
    public void Fields_are_set_read_asked_for_and_deleted_again_and_again_at_one_place()
    {
        FieldSite x = new("x"), setX = new("x"), y = new("y"), z = new("z");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("Object({\"x\": Int(2), \"y\": Null})", Result(c => FieldOperations.Set(c, Point, Value.Int(2), setX)));
            Assert.Equal("Int(1)", Result(c => FieldOperations.Get(c, Point, x)));
            Assert.Equal("Null", Result(c => FieldOperations.Get(c, Point, z)));
            Assert.Equal("Int(1)", Result(c => FieldOperations.Has(c, Point, y)));
            Assert.Equal("Int(0)", Result(c => FieldOperations.Has(c, Point, z)));
            Assert.Equal("Object({\"y\": Null})", Result(c => FieldOperations.Delete(c, Point, x)));
            Assert.Equal("Object({\"x\": Int(1), \"y\": Null})", Result(c => FieldOperations.Delete(c, Point, z)));
        }
    }

    [Fact]
    public void What_is_known_to_be_an_object_needs_no_context()
    {
        var point = (ObjectValue)Point.Tag!;
        Assert.Equal(1, FieldOperations.GetOf(point, new FieldSite("x")).AsInt);
        Assert.True(FieldOperations.GetOf(point, new FieldSite("z")).IsNull);
        Assert.True(FieldOperations.HasOf(point, new FieldSite("y")));
        Assert.False(FieldOperations.HasOf(point, new FieldSite("z")));
        Assert.Equal(["x", "y", "z"], Names(FieldOperations.SetOf(point, Value.Int(3), new FieldSite("z"))));
        Assert.Equal(["x", "y", "z"], Names(FieldOperations.SetOwnedOf(point.Set("x", default), Value.Int(3), new FieldSite("z"))));
        Assert.Equal(["y"], Names(FieldOperations.DeleteOf(point, new FieldSite("x"))));
        Assert.Equal(["x", "y"], Names(point));
    }

    [Fact]
    public void Anything_but_an_object_is_the_error_of_the_form_with_a_name()
    {
        var site = new FieldSite("x");
        Assert.Equal("SET_FIELD expects an object but got Int(1)", Error(c => FieldOperations.Set(c, Value.Int(1), Value.Null, site)));
        Assert.Equal("SET_FIELD expects an object but got Int(1)", Error(c => FieldOperations.SetOwned(c, Value.Int(1), Value.Null, site)));
        Assert.Equal("GET_FIELD expects an object but got Str(\"a\")", Error(c => FieldOperations.Get(c, Value.Text("a"), site)));
        Assert.Equal("HAS_FIELD expects an object but got Null", Error(c => FieldOperations.Has(c, Value.Null, site)));
        Assert.Equal("DELETE_FIELD expects an object but got List([])", Error(c => FieldOperations.Delete(c, Value.From(ListValue.Empty), site)));
    }

    private static string[] Names(ObjectValue fields) => [.. fields.Fields.Select(field => field.Key)];
}
