namespace TinyTotIL.Runtime.Host;

/// <summary>A program that a flag names.</summary>
/// <param name="text">As the flag says it.</param>
/// <param name="place">The file it was when the rule was made; null when there was none.</param>
internal sealed class ProgramRule(string text, ProgramPlace? place)
{
    /// <summary>As the flag says it.</summary>
    public string Text { get; } = text;

    /// <summary>Whether a file is that program: by the same name, because one file can be many programs by its links, and with the same target.</summary>
    /// <param name="found">The file.</param>
    public bool Is(ProgramPlace? found) => place is not null && found == place;

    /// <summary>Whether a file is that program by any name: enough to deny it.</summary>
    /// <param name="found">The file.</param>
    public bool Touches(ProgramPlace? found) =>
        found is { } file && (file.Path == place?.Path || file.Target == place?.Target || Path.GetFileName(file.Path) == Text || Path.GetFileName(file.Target) == Text);
}
