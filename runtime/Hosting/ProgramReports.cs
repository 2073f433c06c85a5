using System.Globalization;
using TinyTotIL.Runtime.Accounting;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>What is shown and written of a program that runs as this process, besides its own output.</summary>
/// <remarks>
/// Tables are shown when the program has ended without an error, as upstream does. Files are written however it has ended: what has led to an
/// error is worth knowing.
/// </remarks>
internal sealed class ProgramReports : IDisposable
{
    private const ExecutionReports TableReports = ExecutionReports.Figures | ExecutionReports.Profile | ExecutionReports.GarbageCollection;

    private readonly ProgramImage _image;
    private readonly HostServices _host;
    private readonly RunSettings _settings;
    private readonly ExecutionReports _reports;
    private readonly ExecutionEvents? _events;
    private readonly CoverageRecorder? _coverage;
    private readonly HeapAccounting _heap;
    private readonly ReportInterrupt? _interrupt;

    /// <summary>Prepares what was asked for.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world, not as the program may see it.</param>
    /// <param name="settings">What was asked for.</param>
    public ProgramReports(ProgramImage image, HostServices host, RunSettings settings)
    {
        (_image, _host, _settings, _reports) = (image, host, settings, settings.Reports | image.Reports);
        Profile = _reports.HasFlag(ExecutionReports.Profile) || settings.ProfileFile is not null ? new ProfileRecorder() : null;
        _coverage = settings.CoverageFile is not null ? new CoverageRecorder(image.Modules[^1].Start + image.Modules[^1].Length + 1) : null;
        _heap = new HeapAccounting(settings.Collector, settings.CollectorBudget, _reports, host.Console);
        ExecutionListener[] listeners =
        [
            .. Profile is null ? Array.Empty<ExecutionListener>() : [new ProfileListener()],
            .. _coverage is null ? Array.Empty<ExecutionListener>() : [new CoverageListener()],
            .. ReportSelection.Listeners(_reports, host.Console),
            .. settings.Listeners,
            .. _heap.Listener is null ? Array.Empty<ExecutionListener>() : [_heap.Listener],
            .. HookListeners(),
        ];
        _events = listeners.Length == 0 ? null : new ExecutionEvents(listeners);
        _interrupt = (WritesFiles || HasTables) && !image.UsesProcesses ? new ReportInterrupt(ConcludeWhileRunning) : null;
    }

    /// <summary>Gathers what is called; null when nobody wants to know.</summary>
    public ProfileRecorder? Profile { get; }

    /// <summary>Whether something is written to a file at the end.</summary>
    public bool WritesFiles => _settings.ProfileFile is not null || _settings.CoverageFile is not null;

    /// <summary>Whether something is shown at the end of a program that succeeds.</summary>
    private bool HasTables => (_reports & TableReports) != 0;

    /// <summary>Has what is asked for told while the program runs.</summary>
    /// <param name="options">How the program is run otherwise.</param>
    public SchedulerOptions Apply(SchedulerOptions options) => options with
    {
        MachineObserver = _events,
        Profile = Profile,
        Coverage = _coverage,
        Workers = _heap.NeedsOneWorker && options is { Seed: null, Policy: null } ? 1 : options.Workers,
    };

    /// <summary>Shows and writes what was asked for.</summary>
    /// <param name="code">The program's exit code.</param>
    /// <returns>The exit code: another one when a file cannot be written.</returns>
    public int Conclude(int code)
    {
        var profile = Profile is null ? null : new CallProfile(_image, Profile);
        bool hasSucceeded = code == ExitCodes.Success;
        if (profile is not null && hasSucceeded && _reports.HasFlag(ExecutionReports.Profile))
        {
            Show(CallProfileReport.Render(profile, !_reports.HasFlag(ExecutionReports.WithoutTables), _settings.WithColour));
        }

        int final = WriteFiles(profile, code);
        if (hasSucceeded)
        {
            foreach (string line in _events?.Report() ?? [])
            {
                _host.Console.WriteErrorLine(line);
            }
        }

        _heap.Report(hasSucceeded, _settings.WithColour);
        if (!hasSucceeded && HasTables)
        {
            Show(NoTables(code));
        }

        return final;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt?.Dispose();
        Profile?.Dispose();
        _heap.Dispose();
    }

    /// <summary>The program is about to be ended by a signal, and runs until then.</summary>
    private void ConcludeWhileRunning(int code)
    {
        WriteWhileRunning();
        if (HasTables)
        {
            Show(NoTables(code));
        }
    }

    /// <summary>The program's tree may grow while it is read.</summary>
    private void WriteWhileRunning()
    {
        for (int tries = 0; tries < 10; tries++)
        {
            try
            {
                WriteFiles(Profile is null ? null : new CallProfile(_image, Profile), ExitCodes.Failure);
                return;
            }
            catch (InvalidOperationException)
            {
                // A node was added to a list that is being read.
            }
        }
    }

    private HookListener[] HookListeners()
    {
        if (_settings.Hooks is not { } hooks)
        {
            return [];
        }

        if (HookNeeds.MissingIn(_image.Instrumentation, hooks.Kinds) is { } missing)
        {
            _host.Console.WriteErrorLine($"warning: hooks are told nothing of {missing}: the program was compiled without '--hooks {missing}'");
        }

        return (_image.Instrumentation & HookNeeds.Of(hooks.Kinds)) != 0 ? [new HookListener(hooks)] : [];
    }

    private int WriteFiles(CallProfile? profile, int code)
    {
        code = profile is not null && _settings.ProfileFile is { } path ? WriteProfile(profile, path, code) : code;
        return _coverage is not null ? WriteCoverage(new CoverageReport(_image, _coverage), _settings.CoverageFile!, code) : code;
    }

    private string NoTables(int code)
    {
        string hint = _reports.HasFlag(ExecutionReports.Profile) && _settings.ProfileFile is null ? "; --profile-out or TTIL_PROFILE_OUT writes a profile all the same" : "";
        return string.Create(CultureInfo.InvariantCulture, $"no tables: the program ended with exit code {code}{hint}");
    }

    private void Show(string text)
    {
        if (text.Length > 0)
        {
            _host.Console.WriteErrorLine(text.TrimEnd('\n'));
        }
    }

    private int WriteProfile(CallProfile profile, string path, int code)
    {
        var format = ProfileOutput.FormatOf(path) ?? ProfileFormat.Speedscope;
        return TryWrite(path, ProfileOutput.Render(profile, _image.Modules[0].Path, format, _settings.ProfileWeight)) ? code : FailedOr(code);
    }

    private int WriteCoverage(CoverageReport report, string path, int code)
    {
        if (!TryWrite(path, report.ToCobertura(_host.Clock.UnixMilliseconds)))
        {
            return FailedOr(code);
        }

        Show($"{report.Summary}: {DisplayText.Escape(path)}");
        return code;
    }

    private static int FailedOr(int code) => code == ExitCodes.Success ? ExitCodes.Failure : code;

    /// <summary>Writes a file whole or not at all; a device or a pipe is written to as it is. What the program was read from stays.</summary>
    private bool TryWrite(string path, byte[] content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            if (IsOfProgram(path))
            {
                throw new HostException("the program was read from it");
            }

            if (_host.Files.KindOf(path) == FileKind.Other)
            {
                _host.Files.WriteAllBytes(path, content);
                return true;
            }

            _host.Files.WriteAllBytes(temporary, content);
            _host.Files.Rename(temporary, path);
            return true;
        }
        catch (HostException error)
        {
            _host.Console.WriteErrorLine($"Error: '{DisplayText.Escape(path)}' cannot be written: {error.Message}");
            if (_host.Files.Exists(temporary))
            {
                _host.Files.Delete(temporary);
            }

            return false;
        }
    }

    private bool IsOfProgram(string path)
    {
        string full = Path.GetFullPath(path);
        return Array.Exists(_image.Modules, module => !module.Path.Contains('\0', StringComparison.Ordinal) && module.Path.Length > 0 && Path.GetFullPath(module.Path) == full);
    }
}
