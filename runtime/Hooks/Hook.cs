namespace TinyTotIL.Runtime.Hooks;

/// <summary>One hook.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Kinds">What it is told of.</param>
/// <param name="Body">What it does.</param>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="When">Whether it wants an event; null for every one.</param>
/// <param name="IsEnabled">Whether it is told of anything.</param>
internal sealed record Hook(int Id, HookKinds Kinds, HookCallback Body, int Priority, Func<HookEvent, bool>? When, bool IsEnabled);
