namespace TinyTotIL.Compiler.Verification;

/// <summary>Variables captured for the next closure, newest first.</summary>
/// <remarks>Instances are interned by the analysis, so equal lists are the same object.</remarks>
/// <param name="Name">The variable.</param>
/// <param name="Earlier">The ones captured before, or null.</param>
internal sealed record CaptureRecord(string Name, CaptureRecord? Earlier)
{
    /// <inheritdoc/>
    public bool Equals(CaptureRecord? other) => other is not null && Name == other.Name && ReferenceEquals(Earlier, other.Earlier);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Earlier));

    /// <summary>The names in the order of their first capture, each once.</summary>
    /// <param name="record">The newest capture, or null.</param>
    public static string[] NamesOf(CaptureRecord? record)
    {
        var names = new List<string>();
        for (; record is not null; record = record.Earlier)
        {
            names.Add(record.Name);
        }

        names.Reverse();
        return [.. names.Distinct()];
    }
}
