using System.Globalization;
using System.Text.Json;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>What to run, and how: what editors keep in <c>launch.json</c>.</summary>
/// <param name="Program">The program.</param>
internal sealed record LaunchSettings(string Program)
{
    /// <summary>The program's own arguments.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>Where it runs; null for where the adapter was started.</summary>
    public string? Folder { get; private init; }

    /// <summary>Whether it stops before its first line.</summary>
    public bool StopsAtEntry { get; private init; }

    /// <summary>Whether it is only run.</summary>
    public bool IsPlainRun { get; private init; }

    /// <summary>What chooses among processes.</summary>
    public ulong? Seed { get; private init; }

    /// <summary>Whether time passes as it does.</summary>
    public bool RealTime { get; private init; }

    /// <summary>Instructions that can be gone back through.</summary>
    public int History { get; private init; } = DebugOptions.UsualHistory;

    /// <summary>The file that it reads; null for no input.</summary>
    public string? Input { get; private init; }

    /// <summary>Variables to set; those with null to take away.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Variables { get; private init; } = [];

    /// <summary>What it may do.</summary>
    public PermissionPolicy Permissions { get; private init; } = PermissionPolicy.Everything;

    /// <summary>Reads the arguments of a request.</summary>
    /// <param name="arguments">What the editor sent.</param>
    /// <exception cref="InvalidMessageException">They make no sense.</exception>
    public static LaunchSettings Read(JsonElement arguments)
    {
        bool realTime = Truth(arguments, "realTime");
        if (realTime && arguments.Field("seed") is not null)
        {
            throw new InvalidMessageException("'seed' chooses on a virtual clock; it does not go with 'realTime'");
        }

        return new LaunchSettings(OptionalText(arguments, "program") is { Length: > 0 } program ? program : throw new InvalidMessageException("'program' is missing: it is the file to debug"))
        {
            Arguments = Texts(arguments, "args"),
            Folder = OptionalText(arguments, "cwd"),
            StopsAtEntry = Truth(arguments, "stopOnEntry"),
            IsPlainRun = Truth(arguments, "noDebug"),
            Seed = SeedOf(arguments),
            RealTime = realTime,
            History = HistoryOf(arguments),
            Input = OptionalText(arguments, "input"),
            Variables = VariablesOf(arguments),
            Permissions = PermissionPolicy.TryRead(Texts(arguments, "permissions"), out var policy, out string? problem) ? policy : throw new InvalidMessageException($"'permissions': {problem}"),
        };
    }

    private static ulong? SeedOf(JsonElement arguments)
    {
        if (arguments.Field("seed") is not { } value)
        {
            return null;
        }

        string text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : OptionalText(arguments, "seed") ?? "";
        return RunSettings.TryReadSeed(text, out ulong seed, out string? problem) ? seed : throw new InvalidMessageException($"'seed': {problem}");
    }

    private static int HistoryOf(JsonElement arguments) => arguments.Field("history") is null
        ? DebugOptions.UsualHistory
        : arguments.NeedCount("history") is <= DebugOptions.MostHistory and var steps
            ? steps
            : throw new InvalidMessageException(string.Create(CultureInfo.InvariantCulture, $"'history' is a number of instructions, at most {DebugOptions.MostHistory}"));

    private static List<KeyValuePair<string, string?>> VariablesOf(JsonElement arguments)
    {
        if (arguments.Field("env") is not { } variables)
        {
            return [];
        }

        if (variables.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidMessageException("'env' is an object of texts");
        }

        var found = new List<KeyValuePair<string, string?>>();
        foreach (var variable in variables.EnumerateObject())
        {
            if (NameOf(variable) is not { } name)
            {
                throw new InvalidMessageException("'env' has a name that is no text");
            }

            string? value = variable.Value.ValueKind == JsonValueKind.Null ? null : MessageFields.TextOf(variable.Value) ?? throw new InvalidMessageException($"'{name}' is not text");
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                throw new InvalidMessageException("'env' has a name or a value that no variable can have");
            }

            found.Add(new(name, value));
        }

        return found;
    }

    /// <summary>The name of a field; null when half of a surrogate pair is in it.</summary>
    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Truth(JsonElement arguments, string name) => arguments.Field(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw new InvalidMessageException($"'{name}' is true or false"),
    };

    private static string? OptionalText(JsonElement arguments, string name) => arguments.Field(name) is null
        ? null
        : arguments.NeedText(name) is var text && text.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidMessageException($"'{name}' has a character in it that is not allowed")
            : text;

    private static List<string> Texts(JsonElement arguments, string name)
    {
        if (arguments.Field(name) is { ValueKind: not JsonValueKind.Array })
        {
            throw new InvalidMessageException($"'{name}' is a list of texts");
        }

        return [.. arguments.Items(name).Select(item => MessageFields.TextOf(item) ?? throw new InvalidMessageException($"'{name}' is a list of texts"))];
    }
}
