using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>What a program has called, and how long that took: the figures of a recorder with the names of a program.</summary>
public sealed class CallProfile
{
    private readonly ProgramImage _image;
    private readonly AddressSpace _addresses;

    /// <summary>Takes the figures as they are; nothing that runs may change them any more.</summary>
    /// <param name="image">The program.</param>
    /// <param name="recorder">The figures.</param>
    public CallProfile(ProgramImage image, ProfileRecorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        (_image, _addresses) = (image, recorder.Addresses ?? AddressSpace.OwnNumbers);
        (Trees, PeakStackDepth, PeakHeapBytes) = (recorder.Trees, recorder.PeakStackDepth, recorder.PeakHeapBytes);
        var functions = new SortedDictionary<int, FunctionProfile>();
        foreach (var tree in Trees)
        {
            Collect(tree.Root, functions);
        }

        Functions = [.. functions.Values.OrderBy(function => function.Address, StringComparer.Ordinal)];
    }

    /// <summary>The calls of each process.</summary>
    public IReadOnlyList<ProfileTree> Trees { get; }

    /// <summary>The functions that were called, by their address.</summary>
    public IReadOnlyList<FunctionProfile> Functions { get; }

    /// <summary>The most values that any instruction found on its operand stack.</summary>
    public long PeakStackDepth { get; }

    /// <summary>The most bytes that .NET's heap was seen to hold.</summary>
    public long PeakHeapBytes { get; }

    /// <summary>Values that instructions have made.</summary>
    public long Allocations { get; private set; }

    /// <summary>The name of a node.</summary>
    /// <param name="function">Its function.</param>
    public string NameOf(int function) => function switch
    {
        ProfileNode.Process => "(process)",
        ProfileNode.Others => "(others)",
        -1 => "(top level)",
        < 0 => $"(top level of {_image.Modules[~function].Path})",
        _ => _image.Symbols.FunctionAt(function) ?? AddressOf(function),
    };

    /// <summary>Where a function stands; null when that is not known.</summary>
    /// <param name="function">A node's function.</param>
    public SourceRow? PlaceOf(int function) => function switch
    {
        ProfileNode.Process or ProfileNode.Others => null,
        < 0 => _image.Symbols.PlaceOfModule(_image.Modules[~function]),
        _ => _image.Symbols.PlaceWithinFunction(function),
    };

    /// <summary>Adds each node to its function. No function is below itself, so that times are not added twice.</summary>
    private void Collect(ProfileNode root, SortedDictionary<int, FunctionProfile> functions)
    {
        var withCalls = new Dictionary<ProfileNode, long>(ReferenceEqualityComparer.Instance);
        foreach (var node in InnermostFirst(root))
        {
            long ticks = node.Ticks + node.Children.Sum(child => withCalls[child]);
            withCalls.Add(node, ticks);
            Allocations += node.Allocations;
            if (node.Function < 0)
            {
                continue;
            }

            if (!functions.TryGetValue(node.Function, out var known))
            {
                string address = AddressOf(node.Function);
                known = new FunctionProfile(node.Function, address, _image.Symbols.FunctionAt(node.Function), 0, 0, 0, 0);
            }

            functions[node.Function] = known with
            {
                Calls = known.Calls + node.Calls,
                Ticks = known.Ticks + ticks,
                Instructions = known.Instructions + node.Instructions,
                Allocations = known.Allocations + node.Allocations,
            };
        }
    }

    private static List<ProfileNode> InnermostFirst(ProfileNode root)
    {
        var nodes = new List<ProfileNode> { root };
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes.AddRange(nodes[i].Children);
        }

        nodes.Reverse();
        return nodes;
    }

    private string AddressOf(int function) => string.Create(CultureInfo.InvariantCulture, $"fn@0x{_image.Visible(function, _addresses):X4}");
}
