using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ShapeTests
{
    [Fact]
    public void The_same_names_in_the_same_order_are_the_same_shape()
    {
        var root = Shape.CreateRoot(100);
        var shape = root.With("a")!.With("b")!;
        Assert.Same(shape, root.With(new string("a".AsSpan()))!.With("b"));
        Assert.NotSame(shape, root.With("b")!.With("a"));
        Assert.Equal(["a", "b"], shape.Names);
        Assert.Equal(1, shape.IndexOf("b"));
        Assert.Equal(1, shape.IndexOf(new string("b".AsSpan())));
        Assert.Equal(-1, shape.IndexOf("c"));
    }

    [Fact]
    public void A_tree_stops_growing_at_its_budget_but_keeps_what_it_has()
    {
        var root = Shape.CreateRoot(3);
        var kept = root.With("a")!.With("b");
        Assert.NotNull(root.With("c"));
        Assert.Null(root.With("d"));
        Assert.Null(kept!.With("d"));
        Assert.Same(kept, root.With("a")!.With("b"));
        Assert.NotNull(root.With("c"));
    }

    [Fact]
    public void A_shape_stops_getting_children()
    {
        var root = Shape.CreateRoot(1_000_000);
        int children = 0;
        while (children < 100_000 && root.With($"n{children}") is not null)
        {
            children++;
        }

        Assert.InRange(children, 64, 1000);
        Assert.NotNull(root.With("n0")!.With("x"));
    }

    [Fact]
    public void Huge_names_are_not_kept_alive() => Assert.Null(Shape.CreateRoot(100).With(new string('n', 1000)));

    [Fact]
    public void Threads_that_add_the_same_field_at_once_get_the_same_shape()
    {
        for (int round = 0; round < 200; round++)
        {
            var root = Shape.CreateRoot(1000);
            var shapes = new Shape?[8];
            Parallel.For(0, shapes.Length, i => shapes[i] = root.With(i % 2 == 0 ? "a" : "b"));
            Assert.Equal(2, shapes.Distinct().Count());
            Assert.Equal(["a"], shapes[0]!.Names);
            Assert.Equal(["b"], shapes[1]!.Names);
        }
    }
}
