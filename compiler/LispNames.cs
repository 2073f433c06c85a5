using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler;

/// <summary>What an environment consists of for the compiler.</summary>
internal sealed class LispNames
{
    /// <summary>Begins with all names of the standard libraries.</summary>
    /// <param name="modules">Where libraries come from.</param>
    /// <param name="suffix">What tells the variables defined here from those of other environments.</param>
    public LispNames(IModuleSource modules, string suffix) =>
        Session = new LispSession("", modules, NativeTable.Library, Bag, new LispOptions { IsOpen = true, Suffix = suffix });

    /// <summary>What was found wrong last.</summary>
    public DiagnosticBag Bag { get; } = new();

    /// <summary>What was found wrong last.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. Bag.All];

    /// <summary>The names, and the expander.</summary>
    public LispSession Session { get; }

    /// <summary>Replaces all names by those that IMPORT gives.</summary>
    /// <param name="source">The IMPORT.</param>
    public void Import(SourceText source) => Session.ExpandUnit(source);
}
