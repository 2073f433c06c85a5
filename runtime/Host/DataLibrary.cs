using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Runtime.Host;

/// <summary>The parts of the runtime that need packages, in a library of their own that is loaded on first use.</summary>
/// <remarks>
/// The names are constants, so that trimming and ahead-of-time compilation see what is needed. Beside a program that does not use them
/// the library is missing.
/// </remarks>
internal static class DataLibrary
{
    private const string Name = "TinyTotIL.Runtime.Data";

    private static readonly Lazy<IDatabases> LazyDatabases =
        new(static () => (IDatabases)Create(Type.GetType($"{Name}.SqlDatabases, {Name}", throwOnError: false)));

    private static readonly Lazy<IDelimitedText> LazyDelimitedText =
        new(static () => (IDelimitedText)Create(Type.GetType($"{Name}.DelimitedText, {Name}", throwOnError: false)));

    /// <summary>SQL databases.</summary>
    /// <exception cref="HostException">The library is missing.</exception>
    public static IDatabases Databases => LazyDatabases.Value;

    /// <summary>CSV.</summary>
    /// <exception cref="HostException">The library is missing.</exception>
    public static IDelimitedText DelimitedText => LazyDelimitedText.Value;

    private static object Create([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type? type) =>
        (type is null ? null : Activator.CreateInstance(type)) ?? throw new HostException($"{Name}.dll is missing beside {nameof(TinyTotIL)}.{nameof(Runtime)}.dll");
}
