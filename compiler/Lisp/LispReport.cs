using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Reports mistakes in code that macros may have inserted.</summary>
internal static class LispReport
{
    /// <summary>Mistakes that are reported; nobody reads more.</summary>
    private const int MostReported = 100;

    /// <summary>Macros that are named under one mistake.</summary>
    private const int MostNotes = 3;

    /// <summary>Reports a mistake at its place in the program, and which macros brought it there.</summary>
    /// <param name="diagnostics">Receives it.</param>
    /// <param name="descriptor">What.</param>
    /// <param name="at">The code.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public static void Add(DiagnosticBag diagnostics, DiagnosticDescriptor descriptor, Syntax at, params ReadOnlySpan<object> arguments)
    {
        if (!Add(diagnostics, descriptor, at.Place, upstreamText: null, arguments))
        {
            return;
        }

        MacroMeaning? last = null;
        int count = 0;
        for (var use = at.Use; use is not null && count < MostNotes; use = use.Outer)
        {
            // A macro that uses itself is named once.
            if (!ReferenceEquals(use.Macro, last))
            {
                last = use.Macro;
                count++;
                NoteMacro(diagnostics, use.Macro, use.Name);
            }
        }
    }

    /// <summary>Reports a mistake, unless there are many already.</summary>
    /// <param name="diagnostics">Receives it.</param>
    /// <param name="descriptor">What.</param>
    /// <param name="place">Where.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public static bool Add(DiagnosticBag diagnostics, DiagnosticDescriptor descriptor, LispPlace place, string? upstreamText, params ReadOnlySpan<object> arguments)
    {
        // The first error counts even after many warnings.
        if (IsFull(diagnostics) && (diagnostics.HasErrors || descriptor.Severity != Severity.Error))
        {
            return false;
        }

        diagnostics.Report(descriptor, place.Source, place.Span, upstreamText, arguments);
        if (diagnostics.All.Count == MostReported)
        {
            diagnostics.Report(DiagnosticDescriptors.TooManyErrors, place.Source.Name, upstreamText: null, MostReported);
        }

        return true;
    }

    /// <summary>Whether no more mistakes are reported.</summary>
    /// <param name="diagnostics">What is reported already.</param>
    public static bool IsFull(DiagnosticBag diagnostics) => diagnostics.All.Count >= MostReported;

    /// <summary>Says where a macro is defined.</summary>
    /// <param name="diagnostics">Receives it.</param>
    /// <param name="macro">The macro.</param>
    /// <param name="name">The name it was used by.</param>
    public static void NoteMacro(DiagnosticBag diagnostics, MacroMeaning macro, string name) =>
        diagnostics.Report(DiagnosticDescriptors.LispMacroNote, macro.Place.Source, macro.Place.Span, null, name);
}
