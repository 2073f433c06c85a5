namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>A request makes sense, but cannot be done now or here.</summary>
/// <param name="problem">Why.</param>
internal sealed class RequestRefusedException(string problem) : Exception(problem);
