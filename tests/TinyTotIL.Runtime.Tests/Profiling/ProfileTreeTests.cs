using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Profiling;

public sealed class ProfileTreeTests
{
    [Fact]
    public void A_function_that_calls_itself_through_others_stays_one_node()
    {
        var tree = new ProfileTree(process: 1);
        var first = Call(tree.Root, 10);
        var second = Call(first, 20);
        Assert.Same(first, Call(second, 10));
        Assert.Same(second, Call(second, 20));
        Assert.Equal([first], tree.Root.Children);
        Assert.Equal([second], first.Children);
        Assert.Empty(second.Children);
    }

    [Fact]
    public void A_function_has_a_node_for_each_way_to_it()
    {
        var tree = new ProfileTree(process: 1);
        var one = Call(Call(tree.Root, 10), 30);
        var other = Call(Call(tree.Root, 20), 30);
        Assert.NotSame(one, other);
        Assert.Equal((30, 2, 30, 2), (one.Function, one.Depth, other.Function, other.Depth));
    }

    [Fact]
    public void Calls_of_many_functions_in_turn_find_their_nodes_again()
    {
        var tree = new ProfileTree(process: 1);
        var nodes = Enumerable.Range(0, 100).Select(function => Call(tree.Root, function)).ToArray();
        for (int function = 99; function >= 0; function--)
        {
            Assert.Same(nodes[function], Call(tree.Root, function));
        }

        Assert.Equal(100, tree.Root.Children.Count);
    }

    [Fact]
    public void A_tree_that_is_full_counts_by_function_only()
    {
        var tree = new ProfileTree(process: 1, mostNodes: 3);
        var caller = Call(Call(tree.Root, 10), 20);
        var third = Call(caller, 30);
        Assert.Same(third, Call(Call(tree.Root, 40), 30));
        Assert.Equal(ProfileNode.Others, third.Parent!.Function);
        Assert.Equal([10, ProfileNode.Others], tree.Root.Children.Select(node => node.Function));
    }

    [Fact]
    public void What_other_processes_have_called_is_added_by_the_way_to_it()
    {
        var group = ProfileTree.ForGroup();
        for (int process = 1; process <= 3; process++)
        {
            var tree = new ProfileTree(process);
            var node = Call(Call(tree.Root, 10), 20);
            node.Cells = new ProfileCells { Calls = 2, Instructions = 5, Allocations = 1, Ticks = 7 };
            group.Add(tree);
        }

        var sum = group.Root.Children[0].Children[0];
        Assert.Equal((3, 10, 20), (group.Processes, group.Start, sum.Function));
        Assert.Equal((6L, 15L, 3L, 21L), (sum.Calls, sum.Instructions, sum.Allocations, sum.Ticks));
    }

    [Fact]
    public void What_was_counted_ahead_is_taken_back_from_the_function_that_runs()
    {
        var context = TestProcess.Create();
        var tree = new ProfileTree(process: 1);
        context.EnterProfile(tree);
        long address = ProfileOperations.Enter(context, 10, 2);
        ProfileOperations.Count(address, 1);
        ProfileOperations.CountMore(address, 2);
        ProfileOperations.CountAllocations(address, 2);
        ProfileOperations.TakeBack(context, 3, 1);
        ProfileOperations.Return(context, tree.Root.Address);
        var node = Assert.Single(tree.Root.Children);
        Assert.Equal((address, 1L, 2L, 1L), (node.Address, node.Calls, node.Instructions, node.Allocations));
        Assert.Equal(tree.Root.Address, context.Node);
    }

    private static ProfileNode Call(ProfileNode caller, int function) => ProfileTree.Find(caller, function);
}
