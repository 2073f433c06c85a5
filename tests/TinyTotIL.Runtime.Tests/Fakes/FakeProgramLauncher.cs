using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>Starts nothing and remembers what it should have started.</summary>
internal sealed class FakeProgramLauncher : IProgramLauncher
{
    public List<string> Started { get; } = [];

    /// <summary>Called at every start.</summary>
    public Action? OnStart { get; set; }

    public int ExitCode { get; set; }

    public HostException? Failure { get; set; }

    public int Run(string command, IReadOnlyList<string> arguments)
    {
        Start(command, arguments);
        return ExitCode;
    }

    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments)
    {
        Start(command, arguments);
        return ("out", "err", ExitCode);
    }

    private void Start(string command, IReadOnlyList<string> arguments)
    {
        OnStart?.Invoke();
        if (Failure is not null)
        {
            throw Failure;
        }

        Started.Add(string.Join('|', arguments.Prepend(command)));
    }
}
