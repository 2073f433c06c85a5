namespace TinyTotIL.Runtime.Hooks;

/// <summary>What hooks can be told of.</summary>
[Flags]
public enum HookKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An instruction is about to start.</summary>
    BeforeInstruction = 1,

    /// <summary>An instruction has done its work: a call, when what it called has returned; not one that failed.</summary>
    AfterInstruction = 1 << 1,

    /// <summary>A function is about to be called: <see cref="HookEvent.Name"/>, <see cref="HookEvent.Arguments"/>.</summary>
    Call = 1 << 2,

    /// <summary>A function is about to return: <see cref="HookEvent.Name"/>, and <see cref="HookEvent.Value"/> is the value on top.</summary>
    Return = 1 << 3,

    /// <summary>A variable is about to be read: <see cref="HookEvent.Name"/>, <see cref="HookEvent.Value"/>.</summary>
    VariableRead = 1 << 4,

    /// <summary>A variable is about to be written: <see cref="HookEvent.Name"/>, <see cref="HookEvent.Old"/>, <see cref="HookEvent.Value"/>.</summary>
    VariableWrite = 1 << 5,

    /// <summary>An instruction has pushed <see cref="HookEvent.Value"/>.</summary>
    StackPush = 1 << 6,

    /// <summary>An instruction is about to pop <see cref="HookEvent.Value"/>; the top comes first.</summary>
    StackPop = 1 << 7,

    /// <summary>A field is about to be read: <see cref="HookEvent.Target"/>, <see cref="HookEvent.Name"/>, <see cref="HookEvent.Value"/>.</summary>
    FieldRead = 1 << 8,

    /// <summary>A field is about to be written: <see cref="HookEvent.Target"/>, <see cref="HookEvent.Name"/>, <see cref="HookEvent.Old"/>, <see cref="HookEvent.Value"/>.</summary>
    FieldWrite = 1 << 9,

    /// <summary>An element is about to be read: <see cref="HookEvent.Target"/>, <see cref="HookEvent.Index"/>, <see cref="HookEvent.Value"/>.</summary>
    ElementRead = 1 << 10,

    /// <summary>An element is about to be written: <see cref="HookEvent.Target"/>, <see cref="HookEvent.Index"/>, <see cref="HookEvent.Old"/>, <see cref="HookEvent.Value"/>.</summary>
    ElementWrite = 1 << 11,

    /// <summary>A function value is about to be made: <see cref="HookEvent.Name"/>, and <see cref="HookEvent.Arguments"/> are what it captures.</summary>
    Closure = 1 << 12,

    /// <summary>A process was started: <see cref="HookEvent.Other"/> by <see cref="HookEvent.Process"/>, at <see cref="HookEvent.Name"/>.</summary>
    Spawn = 1 << 13,

    /// <summary><see cref="HookEvent.Value"/> was sent to <see cref="HookEvent.Other"/>.</summary>
    Send = 1 << 14,

    /// <summary><see cref="HookEvent.Value"/> was taken out of the mailbox.</summary>
    Receive = 1 << 15,

    /// <summary>A process has ended: <see cref="HookEvent.Name"/> is the reason.</summary>
    Exit = 1 << 16,

    /// <summary>Everything.</summary>
    All = (1 << 17) - 1,
}
