using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Asks a process what it is doing. It answers itself, between two instructions: nobody else can look at its frames while it runs.</summary>
/// <param name="asker">Who waits for the answer.</param>
/// <param name="state">What the process was doing when it was asked.</param>
internal sealed class InfoRequest(Process asker, string state) : Signal
{
    private object? _answer;

    /// <summary>Who waits for the answer.</summary>
    public Process Asker => asker;

    /// <summary>What the process was doing when it was asked.</summary>
    public string State => state;

    /// <summary>The answer: an object, or null when the process has ended; no value before it is there.</summary>
    public Value? Answer => Volatile.Read(ref _answer) as Value?;

    /// <summary>Gives the answer.</summary>
    /// <param name="answer">The answer.</param>
    public void Reply(Value answer) => Volatile.Write(ref _answer, answer);

    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        (owner.EnsureDetails().Questions ??= []).Add(this);
        return null;
    }
}
