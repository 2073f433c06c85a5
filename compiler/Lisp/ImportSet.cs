namespace TinyTotIL.Compiler.Lisp;

/// <summary>Names that an import gives a meaning: a closed union.</summary>
internal abstract class ImportSet
{
    private ImportSet()
    {
    }

    /// <summary>The names.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>What a name means; null when the set does not have it.</summary>
    /// <param name="name">The name.</param>
    public abstract Meaning? Find(string name);

    /// <summary>All that a library exports.</summary>
    /// <param name="library">The library.</param>
    public sealed class Whole(LispLibrary library) : ImportSet
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names => library.ExportedNames;

        /// <inheritdoc/>
        public override Meaning? Find(string name) => library.FindExport(name);
    }

    /// <summary>Some names of another set, which may be called otherwise here.</summary>
    /// <param name="set">The other set.</param>
    /// <param name="names">Each name, and what it is called in the other set.</param>
    public sealed class Chosen(ImportSet set, Dictionary<string, string> names) : ImportSet
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names => names.Keys;

        /// <inheritdoc/>
        public override Meaning? Find(string name) => names.TryGetValue(name, out string? inner) ? set.Find(inner) : null;
    }

    /// <summary>What programs without IMPORT can use: the libraries are looked through in order, and read only when the ones before do not have a name.</summary>
    /// <param name="libraries">The libraries.</param>
    public sealed class Default(IEnumerable<LispLibrary> libraries) : ImportSet
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names => libraries.SelectMany(library => library.ExportedNames);

        /// <inheritdoc/>
        public override Meaning? Find(string name)
        {
            foreach (var library in libraries)
            {
                if (library.FindExport(name) is { } meaning)
                {
                    return meaning;
                }
            }

            return null;
        }
    }
}
