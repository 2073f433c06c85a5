using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>Hooks that <see cref="HookLibraryTests"/> finds in this assembly.</summary>
public sealed class SpawnHookSource : IHookSource
{
    /// <inheritdoc/>
    public void Register(HookSet hooks) => hooks.Add(HookKinds.Spawn, static (in HookEvent happened, HookContext context) => { });
}
