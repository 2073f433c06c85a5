using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>Whoever enters code into a program that runs, and sees what comes of it.</summary>
public interface IShell
{
    /// <summary>Waits for what is to be called next. Other processes of the program run meanwhile; it is called on any thread.</summary>
    /// <returns>A function without parameters; null when there will be nothing more.</returns>
    FunctionValue? NextEntry();

    /// <summary>Shows what a call gave.</summary>
    /// <param name="result">Its result.</param>
    void Show(Value result);

    /// <summary>Shows the error that has ended a call.</summary>
    /// <param name="message">The error.</param>
    /// <param name="trace">The calls it has left, innermost first.</param>
    void ShowFailure(string message, IReadOnlyList<string> trace);
}
