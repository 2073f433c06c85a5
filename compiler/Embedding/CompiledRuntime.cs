namespace TinyTotIL;

/// <summary>The runtime's own assembly file, which compiled code refers to.</summary>
internal static class CompiledRuntime
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "TinyTotIL.Runtime.dll";

    private static readonly Lazy<byte[]> Content = new(ReadFile);

    /// <summary>Its content, which nobody changes.</summary>
    /// <exception cref="NotSupportedException">The program is a single file, in which the runtime is no file of its own.</exception>
    public static byte[] Read() => Content.Value;

    private static byte[] ReadFile()
    {
        string path = Path.Combine(AppContext.BaseDirectory, FileName);
        return File.Exists(path) ? File.ReadAllBytes(path)
            : throw new NotSupportedException($"{FileName} must lie beside the program: exclude it when a single file is published.");
    }
}
