using System.CommandLine;

namespace TinyTotIL.Cli;

/// <summary>A command together with what its help shows besides options and arguments.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, in one sentence.</param>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>How it is called.</summary>
    public required string Usage { get; init; }

    /// <summary>What one needs to know besides; may be empty.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>Whether it shows and checks one subject; the help lists these apart.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Calls that work as they are, given the files.</summary>
    public required string[] Examples { get; init; }
}
