using System.Text.Json;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>An error that nothing has caught, as it is shown when the program or a process of it ends.</summary>
internal sealed class ErrorReport
{
    private readonly string _text;
    private readonly LanguageStackTrace _trace;
    private readonly ProcessOrigin? _process;

    private ErrorReport(string text, LanguageStackTrace trace, ProcessOrigin? process) => (_text, _trace, _process) = (text, trace, process);

    /// <summary>The error under way.</summary>
    /// <param name="context">Holds it.</param>
    /// <param name="process">The process it ends; null in a program without processes.</param>
    public static ErrorReport Of(ProcessContext context, Process? process) => new(
        context.Raised!.UncaughtText(context.Image, context.Addresses),
        LanguageStackTrace.Of(context.Raised, context.Image),
        process is null ? null : ProcessOrigin.Of(process, context.Scheduler!));

    /// <summary>The failure of a hook, which ends the whole program.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="image">The program.</param>
    public static ErrorReport Of(HookFailureException failure, ProgramImage image) =>
        new(failure.Message, LanguageStackTrace.Of(failure.Addresses, image), process: null);

    /// <summary>Tells an observer.</summary>
    /// <param name="observer">The observer; null for none.</param>
    /// <param name="process">The process.</param>
    public void Tell(ProcessObserver? observer, Process? process) => observer?.Failed(process, _text, _trace.Place);

    /// <summary>Writes it to standard error.</summary>
    /// <param name="console">The console.</param>
    /// <param name="format">How.</param>
    public void Write(IConsole console, ErrorFormat format)
    {
        if (format == ErrorFormat.Json)
        {
            console.WriteErrorLine(JsonLine.Of("error", WriteJson));
            return;
        }

        console.WriteErrorLine($"{(_process is null or { Id: 1 } ? "Error" : $"Process {_process.Id} error")}: {_text}");
        foreach (string line in _trace.Lines())
        {
            console.WriteErrorLine($"  {line}");
        }

        if (_process?.Line() is { } origin)
        {
            console.WriteErrorLine($"  {origin}");
        }
    }

    private void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteString("text", _text);
        writer.WriteStartArray("stack");
        foreach (var frame in _trace.Frames)
        {
            writer.WriteFrame(frame);
        }

        writer.WriteEndArray();
        writer.WriteKnown("more", _trace.More > 0 ? _trace.More : null);
        if (_process is null)
        {
            return;
        }

        writer.WriteStartObject("process");
        writer.WriteNumber("id", _process.Id);
        writer.WriteKnown("name", _process.Name);
        writer.WriteKnown("startedBy", _process.StartedBy);
        if (_process.StartedAt is { } site)
        {
            writer.WritePropertyName("startedAt");
            writer.WriteFrame(site);
        }

        writer.WriteKnown("supervisor", _process.Supervisor);
        writer.WriteNumbers("links", _process.Links);
        writer.WriteNumbers("monitoredBy", _process.Watchers);
        writer.WriteEndObject();
    }
}
