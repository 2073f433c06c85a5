using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>A class of which nobody can make an object without saying of what, so it is no source of hooks.</summary>
/// <typeparam name="T">Anything.</typeparam>
public class OpenHookSource<T> : IHookSource
{
    /// <inheritdoc/>
    public void Register(HookSet hooks) => throw new InvalidOperationException(typeof(T).Name);
}
