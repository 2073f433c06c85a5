namespace TinyTotIL.Runtime.Hooks;

/// <summary>A class of an assembly given to <c>ttil run --hook</c>: each public one with a constructor without parameters is asked for hooks.</summary>
public interface IHookSource
{
    /// <summary>Adds hooks, before the program is compiled: its code tells of the kinds that are asked for here, and of no others.</summary>
    /// <param name="hooks">Where to.</param>
    void Register(HookSet hooks);
}
