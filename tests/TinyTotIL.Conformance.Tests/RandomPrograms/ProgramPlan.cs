using System.Collections.Immutable;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>What all bodies of a generated program know of each other.</summary>
/// <param name="Random">The source of all choices.</param>
/// <param name="Rules">The rules it may break.</param>
/// <param name="Paths">Paths of the modules; the main program first.</param>
/// <param name="Functions">All functions of all modules.</param>
internal sealed record ProgramPlan(Random Random, BrokenRules Rules, ImmutableArray<string> Paths, ImmutableArray<FunctionPlan> Functions)
{
    private readonly Dictionary<int, List<(string Name, KnownValue Value)>> _exports = [];
    private int _labels;

    /// <summary>Statements that may still be generated; keeps programs readable.</summary>
    public int StatementsLeft { get; set; } = 90;

    /// <summary>Whether to break a rule now.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="percent">In how many of a hundred cases, in a program that may.</param>
    public bool Breaks(BrokenRules rule, int percent) => Rules.HasFlag(rule) && Random.Percent(percent);

    /// <summary>A label nothing else has.</summary>
    /// <param name="stem">What it is for.</param>
    public string NewLabel(string stem) => $"{stem}{++_labels}";

    /// <summary>Notes a name that a module exports.</summary>
    public void AddExport(int module, string name, KnownValue value)
    {
        if (!_exports.TryGetValue(module, out var names))
        {
            _exports[module] = names = [];
        }

        names.Add((name, value));
    }

    /// <summary>What an import of a module brings; only modules generated before are known.</summary>
    /// <param name="module">Number of the module.</param>
    public IReadOnlyList<(string Name, KnownValue Value)> Exports(int module) => _exports.GetValueOrDefault(module) ?? [];

    /// <summary>The functions that lie in a module.</summary>
    /// <param name="module">Number of the module.</param>
    public IEnumerable<FunctionPlan> FunctionsOf(int module) => Functions.Where(function => function.Module == module);
}
