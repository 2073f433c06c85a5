using System.Text.Json.Nodes;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>What the adapter can do, as editors ask at the beginning.</summary>
internal static class AdapterAbilities
{
    /// <summary>Exceptions: all of them.</summary>
    public const string AllErrors = "all";

    /// <summary>Exceptions: those that no handler is open for.</summary>
    public const string UncaughtErrors = "uncaught";

    private static readonly string[] Supported =
    [
        "supportsConfigurationDoneRequest", "supportsFunctionBreakpoints", "supportsConditionalBreakpoints", "supportsHitConditionalBreakpoints",
        "supportsLogPoints", "supportsEvaluateForHovers", "supportsStepBack", "supportsSetVariable", "supportsSetExpression", "supportsRestartRequest",
        "supportsExceptionInfoRequest", "supportsTerminateRequest", "supportsDelayedStackTraceLoading", "supportsLoadedSourcesRequest",
        "supportsClipboardContext", "supportsSteppingGranularity", "supportsInstructionBreakpoints", "supportsDisassembleRequest",
        "supportsBreakpointLocationsRequest",
    ];

    /// <summary>Describes it.</summary>
    public static JsonObject Describe()
    {
        var abilities = new JsonObject();
        foreach (string name in Supported)
        {
            abilities[name] = true;
        }

        abilities["exceptionBreakpointFilters"] = new JsonArray(
            Filter(AllErrors, "All errors", "Stop where an error is raised, also when a handler is open for it", isOn: false),
            Filter(UncaughtErrors, "Uncaught errors", "Stop where an error is raised that no handler is open for", isOn: true));
        return abilities;
    }

    private static JsonObject Filter(string filter, string label, string description, bool isOn) => new()
    {
        ["filter"] = filter,
        ["label"] = label,
        ["description"] = description,
        ["default"] = isOn,
    };
}
