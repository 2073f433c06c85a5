namespace TinyTotIL.Compiler.Debugging;

/// <summary>A recorded frame, with those below it, which later moments share.</summary>
/// <param name="variables">Its variables.</param>
/// <param name="returnIndex">Where its RET continues.</param>
/// <param name="below">What is below it; null for nothing that was recorded.</param>
internal sealed class RecordedFrame(RecordedVariables variables, int returnIndex, RecordedFrame? below)
{
    /// <summary>Its variables.</summary>
    public RecordedVariables Variables { get; } = variables;

    /// <summary>Where its RET continues.</summary>
    public int ReturnIndex { get; } = returnIndex;

    /// <summary>What is below it.</summary>
    public RecordedFrame? Below { get; } = below;
}
