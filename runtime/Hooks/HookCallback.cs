namespace TinyTotIL.Runtime.Hooks;

/// <summary>What a hook does.</summary>
/// <remarks>
/// It runs on the thread of the process, between two instructions; workers call at the same time for different processes. When it throws, the program ends
/// with <c>Error: hook N: </c> and the message.
/// </remarks>
/// <param name="happened">What happens.</param>
/// <param name="context">Where. Only valid during the call.</param>
public delegate void HookCallback(in HookEvent happened, HookContext context);
