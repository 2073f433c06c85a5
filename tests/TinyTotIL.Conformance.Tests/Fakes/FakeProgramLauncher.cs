using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Knows three programs: <c>succeed</c>; <c>fail</c>, which complains and gives 3; <c>echo</c>, which repeats its arguments.</summary>
internal sealed class FakeProgramLauncher : IProgramLauncher
{
    public int Run(string command, IReadOnlyList<string> arguments) => RunCaptured(command, arguments).ExitCode;

    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) => command switch
    {
        "succeed" => ("", "", 0),
        "fail" => ("", "failed", 3),
        "echo" => (string.Join(' ', arguments) + "\n", "", 0),
        _ => throw new HostException("No such file or directory (os error 2)"),
    };
}
