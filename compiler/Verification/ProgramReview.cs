using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds what is allowed and probably not meant, in a program as a whole.</summary>
/// <remarks>
/// Its warnings change nothing about the program. Where the language leaves room for an intention, such as a function that is
/// entered by a jump as well, it stays silent: a warning that is wrong costs more than one that is missing.
/// </remarks>
internal sealed class ProgramReview
{
    /// <summary>Between shorter names one slip is no likeness.</summary>
    private const int ShortestMisspelling = 3;

    private readonly BytecodeProgram _program;
    private readonly List<ProgramFinding> _findings = [];

    private ProgramReview(BytecodeProgram program) => _program = program;

    /// <summary>Reviews a program.</summary>
    /// <param name="verified">The program.</param>
    /// <param name="diagnostics">Receives the warnings, by module and line.</param>
    public static void Run(VerifiedProgram verified, DiagnosticBag diagnostics)
    {
        var review = new ProgramReview(verified.Program);
        review.FindUnboundNames();
        PathReview.Run(verified.Program, review._findings);
        ProcessReview.Run(verified.Program, review._findings);
        review.Report(diagnostics);
    }

    private void Add(int index, DiagnosticDescriptor descriptor, params object[] arguments) =>
        _findings.Add(new ProgramFinding(index, descriptor, arguments));

    /// <summary>Finds names that are read although no module, function or call gives them a value.</summary>
    private void FindUnboundNames()
    {
        // Nobody knows what a module would have exported that could not be read.
        foreach (var module in _program.Modules)
        {
            if (module.Module is null)
            {
                return;
            }
        }

        var bound = FindBoundNames();
        foreach (var module in _program.Modules)
        {
            HashSet<string>? found = null;
            for (int index = module.Start; index < module.End; index++)
            {
                var instruction = _program.Instructions[index];
                if (instruction.Opcode is Opcode.Load or Opcode.Capture or Opcode.Export or Opcode.Delete
                    && instruction.NameOperand() is var name && !bound.Contains(name) && (found ??= []).Add(name) && found.Count <= TtvmParser.MostWarnings + 1)
                {
                    Add(index, DiagnosticDescriptors.NameWithoutValue, name, Suggest(name, bound));
                }
            }
        }
    }

    private HashSet<string> FindBoundNames()
    {
        var bound = new HashSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < _program.Instructions.Length; index++)
        {
            var instruction = _program.Instructions[index];
            switch (instruction.Operand)
            {
                case Operand.Text { Value: var name } when instruction.Opcode == Opcode.Store:
                    bound.Add(name);
                    break;
                case Operand.Catch { Name: { } name }:
                    bound.Add(name);
                    break;
                case Operand.Call { Names: var names }:
                    foreach (string parameter in names)
                    {
                        bound.Add(parameter);
                    }

                    break;
            }
        }

        return bound;
    }

    private static string Suggest(string name, HashSet<string> bound)
    {
        string bare = name.Trim('"');
        string? nearest = bound.Contains(bare) ? bare : SpellingSuggestion.Nearest(name, bound);
        bool isShort = name.Length < ShortestMisspelling && !name.Equals(nearest, StringComparison.OrdinalIgnoreCase);
        return nearest is null || isShort ? "" : $"; did you mean '{nearest}'?";
    }

    private void Report(DiagnosticBag diagnostics)
    {
        int module = 0;
        int count = 0;
        if (_findings.Count == 0)
        {
            return;
        }

        foreach (var (index, descriptor, arguments) in _findings.OrderBy(finding => finding.Index))
        {
            int owner = _program.ModuleOf(index);
            (count, module) = (owner == module ? count + 1 : 1, owner);
            var linked = _program.Modules[owner];
            if (count <= TtvmParser.MostWarnings)
            {
                int line = _program.Instructions[index].Line;
                diagnostics.ReportAtLine(descriptor, linked.Path, linked.Module?.Source, line, null, arguments);
            }
            else if (count == TtvmParser.MostWarnings + 1)
            {
                diagnostics.Report(DiagnosticDescriptors.TooManyWarnings, linked.Path, null, TtvmParser.MostWarnings);
            }
        }
    }
}
