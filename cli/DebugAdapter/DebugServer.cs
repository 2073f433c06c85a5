using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Cli.Recording;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>Answers an editor, request by request, while the program runs on another thread.</summary>
/// <param name="context">Shared by all commands.</param>
/// <param name="channel">Where answers and events go.</param>
/// <param name="log">Takes what is wrong with the editor or with us.</param>
internal sealed partial class DebugServer(CommandContext context, AdapterChannel channel, Action<string> log)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly BreakpointStore _breakpoints = new();
    private EditorNumbers _numbers = new();
    private bool _isInitialized;
    private bool _isDisconnected;
    private DebuggedProgram? _program;
    private LaunchSettings? _settings;

    /// <summary>What to do once a request has been answered; the program must not be ahead of the answer.</summary>
    private Action? _afterwards;

    /// <summary>Serves until the editor leaves.</summary>
    /// <param name="reader">Where messages come from.</param>
    /// <returns>The exit code.</returns>
    public int Run(MessageReader reader)
    {
        try
        {
            while (!_isDisconnected)
            {
                var message = reader.Read();
                switch (message.Outcome)
                {
                    case MessageOutcome.Message:
                        Handle(message.Body);
                        break;
                    case MessageOutcome.Unreadable:
                        log(message.Problem);
                        break;
                    case MessageOutcome.Broken:
                        log(message.Problem);
                        return ExitCodes.Failure;
                    case MessageOutcome.End:
                        return ExitCodes.Failure;
                }
            }

            return ExitCodes.Success;
        }
        catch (Exception error) when (error is IOException or OutputClosedException)
        {
            // The editor no longer reads.
            return ExitCodes.OutputClosed;
        }
        finally
        {
            _program?.Quit(isSilent: true);
            _program?.Wait(EndPatience);
        }
    }

    private void Handle(JsonElement message)
    {
        if (message.Text("type") != "request")
        {
            if (message.Text("type") != "response")
            {
                log("a message is no request");
            }

            return;
        }

        _afterwards = null;
        if (Respond(message, out var body) is { } problem)
        {
            channel.Refuse(message, problem);
            return;
        }

        channel.Answer(message, body);
        try
        {
            _afterwards?.Invoke();
        }
        catch (Exception fault) when (fault is not (IOException or OutputClosedException))
        {
            log($"{message.Text("command")}: {fault}");
        }
    }

    /// <summary>Does what a request asks for.</summary>
    /// <returns>Why it was refused; null when it was done.</returns>
    private string? Respond(JsonElement message, out JsonObject? body)
    {
        body = null;
        string? command = message.Text("command");
        if (command is null)
        {
            return "a request needs a command";
        }

        if (!_isInitialized && command is not ("initialize" or "disconnect"))
        {
            return "'initialize' has to come first";
        }

        try
        {
            return TryAnswer(command, message.Field("arguments") ?? default, out body) ? null : $"there is no request '{command}'";
        }
        catch (Exception refusal) when (refusal is InvalidMessageException or RequestRefusedException)
        {
            return refusal.Message;
        }
        catch (Exception fault) when (fault is not (IOException or OutputClosedException))
        {
            log($"{command}: {fault}");
            return $"internal error of ttil ({fault.GetType().Name}): {fault.Message}";
        }
    }

    private bool TryAnswer(string command, JsonElement arguments, out JsonObject? body)
    {
        body = null;
        switch (command)
        {
            case "initialize":
                body = Initialize(arguments);
                return true;
            case "launch":
                Launch(LaunchSettings.Read(arguments));
                return true;
            case "attach":
                throw new RequestRefusedException("ttil cannot attach to a program that runs already; use a configuration with \"request\": \"launch\"");
            case "configurationDone":
                Begin();
                return true;
            case "restart":
                Restart(arguments);
                return true;
            case "terminate":
                _afterwards = () => EndProgram(isSilent: false);
                return true;
            case "disconnect":
                _isDisconnected = true;
                return true;
            case "cancel":
                // Every request is answered before the next one is read.
                return true;
            default:
                return TrySetBreakpoints(command, arguments, ref body) || TryMove(command, arguments, ref body) || TryLook(command, arguments, ref body);
        }
    }

    private JsonObject Initialize(JsonElement arguments)
    {
        if (_isInitialized)
        {
            throw new RequestRefusedException("the adapter is initialized already");
        }

        if (arguments.Text("pathFormat") is { } format && format != "path")
        {
            throw new RequestRefusedException("only the path format 'path' is understood");
        }

        (_isInitialized, _numbers) = (true, EditorNumbers.Read(arguments));
        return AdapterAbilities.Describe();
    }

    private void Launch(LaunchSettings settings)
    {
        if (_program is not null)
        {
            throw new RequestRefusedException("there is a program already; an adapter serves one");
        }

        _program = Load(settings);
        _settings = settings;
        _afterwards = () =>
        {
            foreach (var row in settings.IsPlainRun ? [] : _breakpoints.SetAll(_program))
            {
                channel.SendEvent("breakpoint", new JsonObject { ["reason"] = "changed", ["breakpoint"] = row });
            }

            channel.SendEvent("initialized");
        };
    }

    private DebuggedProgram Load(LaunchSettings settings)
    {
        Prepare(settings);
        var console = new OutputConsole(channel);
        var host = context.Host with
        {
            Console = console,
            Environment = SystemHost.CreateEnvironment([settings.Program, .. settings.Arguments], programPosition: 0),
            Programs = new RecordingLauncher(context.Host.Programs, console),
        };
        var world = new CommandContext(host) { References = context.References, Permissions = settings.Permissions };
        var program = world.Load(settings.Program, showWarnings: false) ?? throw new RequestRefusedException($"'{settings.Program}' cannot be run; the debug console shows why");
        return new DebuggedProgram(program, settings, ReadInput(settings), world, channel, console, _breakpoints, _numbers) { ErrorStops = _errorStops };
    }

    private static void Prepare(LaunchSettings settings)
    {
        if (settings.Folder is { Length: > 0 } folder)
        {
            try
            {
                Directory.SetCurrentDirectory(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Security.SecurityException)
            {
                throw new RequestRefusedException($"'cwd': {error.Message}");
            }
        }

        foreach (var (name, value) in settings.Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private byte[] ReadInput(LaunchSettings settings)
    {
        try
        {
            return settings.Input is { } path ? context.Host.Files.ReadAllBytes(path) : [];
        }
        catch (HostException error)
        {
            throw new RequestRefusedException($"cannot read '{settings.Input}': {error.Message}");
        }
    }

    private void Begin()
    {
        var program = _program ?? throw new RequestRefusedException("there is no program yet; 'launch' has to come first");
        if (!program.HasBegun)
        {
            _afterwards = program.Start;
        }
    }

    private void Restart(JsonElement arguments)
    {
        if (_program is not { HasBegun: true } old || _settings is null)
        {
            throw new RequestRefusedException("no program has begun that could begin again");
        }

        var settings = arguments.Field("arguments") is { } given && given.Text("program") is not null ? LaunchSettings.Read(given) : _settings;
        old.Quit(isSilent: true);
        if (!old.Wait(EndPatience))
        {
            throw new RequestRefusedException("the program waits for something outside itself and cannot be ended; end the session");
        }

        old.ForgetThreads();
        _program = Load(settings);
        _settings = settings;
        var rows = settings.IsPlainRun ? [] : _breakpoints.SetAll(_program);
        _afterwards = () =>
        {
            foreach (var row in rows)
            {
                channel.SendEvent("breakpoint", new JsonObject { ["reason"] = "changed", ["breakpoint"] = row });
            }

            _program.Start();
        };
    }

    private void EndProgram(bool isSilent)
    {
        if (_program is { HasBegun: false })
        {
            channel.SendEvent("terminated");
        }

        _program?.Quit(isSilent);
    }

    /// <summary>The program, which stands still.</summary>
    private DebuggedProgram Standing() => _program switch
    {
        null => throw new RequestRefusedException("there is no program yet"),
        { Current: not null } program => program,
        { IsOver: true } => throw new RequestRefusedException("the program has ended"),
        _ => throw new RequestRefusedException("the program is running"),
    };
}
