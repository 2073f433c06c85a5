using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What a program may do outside itself: asking, and giving some of it up.</summary>
[TtvmLibrary("permission")]
public static class PermissionNatives
{
    private const string DropName = "permission.drop";
    private const string SpawnName = "permission.spawn";

    /// <summary>Whether everything of a kind is permitted.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="kind">The kind: read, write, net, env, run or db.</param>
    [TtvmFunction("permission.has")]
    public static bool HasAll(ProcessContext context, string kind) => TryKind(context, kind, out var access) && context.Host.Permits(access);

    /// <summary>Whether an access is permitted. The target need not be there.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="kind">The kind: read, write, net, env, run or db.</param>
    /// <param name="target">A path, a host with or without a port, a variable, a program or a database.</param>
    [TtvmFunction("permission.has")]
    public static bool Has(ProcessContext context, string kind, string target) => TryKind(context, kind, out var access) && context.Host.Permits(access, target);

    /// <summary>What is permitted: a list of texts, each the flags of one restriction, the widest first. All must permit an access; none means everything.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("permission.list")]
    public static ListValue List(ProcessContext context) => ListValue.FromOwned([.. context.Host.Permissions.Lines.Select(Value.Text)]);

    /// <summary>Gives up for good what flags do not permit, for this process and those it starts from now on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="flags">A list of flags as on the command line, such as <c>--sandbox</c>, <c>--allow-read=data</c> or <c>--deny-net</c>.</param>
    [TtvmFunction("permission.drop")]
    public static void Drop(ProcessContext context, ListValue flags)
    {
        if (ReadPolicy(context, DropName, flags) is { } policy)
        {
            context.Restrict(policy);
        }
    }

    /// <summary>Starts a process that may do only what flags permit, of what this one may; gives its number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">What it runs: a function without parameters.</param>
    /// <param name="flags">A list of flags, as for permission.drop.</param>
    [TtvmFunction("permission.spawn", NeedsProcesses = true)]
    public static long Spawn(ProcessContext context, FunctionValue function, ListValue flags)
    {
        if (ReadPolicy(context, SpawnName, flags) is not { } policy)
        {
            return 0;
        }

        var host = context.Host.Restrict(policy);
        var child = ProcessOperations.Start(context, SpawnName, Value.From(function), process => process.EnsureDetails().Host = host);
        return child.IsInt ? child.AsInt : 0;
    }

    private static bool TryKind(ProcessContext context, string kind, out AccessKind access)
    {
        bool isKind = PermissionFlag.TryKind(kind, out access);
        if (!isKind)
        {
            context.Raise($"permission.has: '{kind}' is no kind of permission; they are {string.Join(", ", PermissionFlag.Kinds.Select(PermissionFlag.WordFor))}");
        }

        return isKind;
    }

    private static PermissionPolicy? ReadPolicy(ProcessContext context, string function, ListValue flags)
    {
        var texts = new List<string>();
        for (int i = 0; i < flags.Count; i++)
        {
            if (!flags[i].IsText)
            {
                context.RaiseTypeMismatch(function, "list of strings (flags)", flags[i]);
                return null;
            }

            texts.Add(flags[i].AsText);
        }

        if (!PermissionPolicy.TryRead(texts, out var policy, out string? problem))
        {
            context.Raise($"{function}: {problem}");
            return null;
        }

        if (context.Host.Permissions.And(policy).Lines.Count() > PermissionPolicy.MostLayers)
        {
            context.Raise($"{function}: permissions can be narrowed {PermissionPolicy.MostLayers} times");
            return null;
        }

        return policy;
    }
}
