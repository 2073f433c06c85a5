using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Examples.Hooks;

/// <summary>Stops a program that is about to set a field <c>balance</c> below zero.</summary>
public sealed class FieldGuard : IHookSource
{
    /// <inheritdoc/>
    public void Register(HookSet hooks) => hooks.Add(HookKinds.FieldWrite, Check, priority: 1, when: happened => happened.Name == "balance");

    private static void Check(in HookEvent happened, HookContext context)
    {
        if (happened.Value is { IsInt: true, AsInt: < 0 })
        {
            throw new InvalidOperationException($"the balance would be {happened.Value.AsInt}, it was {context.Show(happened.Old)}");
        }
    }
}
