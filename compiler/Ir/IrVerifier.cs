using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Checks that a program in register form keeps its rules: the ones emission relies on without looking.</summary>
/// <remarks>
/// It runs after lowering and after each pass in tests and Debug builds. A broken rule is a fault of the compiler, never of
/// the program, so the first one is thrown. The work is linear in the size of the program.
/// </remarks>
internal sealed class IrVerifier
{
    private readonly IrModule _module;
    private readonly string _stage;

    private IrVerifier(IrModule module, string stage)
    {
        (_module, _stage) = (module, stage);
        MayReturn = new bool[module.Functions.Length];
    }

    /// <summary>Checks a program.</summary>
    /// <param name="module">The program.</param>
    /// <param name="stage">What has just made it, for the message.</param>
    /// <exception cref="InternalCompilerException">A rule is broken.</exception>
    public static void Verify(IrModule module, string stage)
    {
        var verifier = new IrVerifier(module, stage);
        verifier.VerifyModules();
        verifier.VerifyFunctionTable();
        verifier.VerifyPrototypes();
        verifier.FindReturning();
        foreach (var function in module.Functions)
        {
            IrFunctionVerifier.Verify(verifier, function);
        }
    }

    /// <summary>The program.</summary>
    public IrModule Module => _module;

    /// <summary>Instructions of the linked program: bytecode indexes lie below.</summary>
    public int CodeLength { get; private set; }

    /// <summary>Whether a path to a return is known, by number of the function; the others count as leaving no results.</summary>
    public bool[] MayReturn { get; }

    /// <summary>Throws, because a rule is broken.</summary>
    /// <param name="detail">What was found.</param>
    /// <param name="function">Name of the function; null at the level of the program.</param>
    public InternalCompilerException Fault(string detail, string? function = null) => new(_stage, detail, function);

    private void Require(bool isKept, string detail)
    {
        if (!isKept)
        {
            throw Fault(detail);
        }
    }

    private void VerifyModules()
    {
        Require(_module.SegmentLength > 0, "the segment length is not positive");
        Require(!_module.Modules.IsEmpty, "there is no main module");
        for (int i = 0; i < _module.Modules.Length; i++)
        {
            var source = _module.Modules[i];
            Require(source.Start == CodeLength, $"module {i} does not begin where the one before ends");
            Require(source.Length >= 0, $"module {i} has a negative length");
            bool hasTopLevel = source.TopLevel >= 0 && source.TopLevel < _module.Functions.Length
                && _module.Functions[source.TopLevel].Kind == IrFunctionKind.TopLevel;
            Require(source.TopLevel == -1 || hasTopLevel, $"module {i} has a top level that is none");
            Require(source.LoadError is null || source.TopLevel == -1, $"module {i} was not linked but has a top level");

            // After the instructions of each module stands an implicit HALT.
            CodeLength = source.Start + source.Length + 1;
        }
    }

    private void VerifyFunctionTable()
    {
        var segments = new HashSet<int>();
        for (int i = 0; i < _module.Functions.Length; i++)
        {
            var function = _module.Functions[i];
            Require(function.Number == i, $"function {i} has number {function.Number}");
            Require(function.Entry >= 0 && function.Entry < CodeLength, $"function {i} begins outside the code");
            if (function.Kind == IrFunctionKind.StackMachineSegment)
            {
                Require(function.Entry % _module.SegmentLength == 0, $"function {i} is a segment that begins inside another");
                Require(segments.Add(function.Entry), $"function {i} is a second segment for the same code");
            }
        }
    }

    private void VerifyPrototypes()
    {
        for (int i = 0; i < _module.Prototypes.Length; i++)
        {
            var prototype = _module.Prototypes[i];
            Require(prototype.Module >= 0 && prototype.Module < _module.Modules.Length, $"prototype {i} belongs to no module");
            Require(prototype.Target >= 0 && prototype.Target < CodeLength, $"prototype {i} leads outside the code");
            if (prototype.Function == -1)
            {
                continue;
            }

            Require(IsDirect(prototype.Function), $"prototype {i} runs a function that is not direct");
            var function = _module.Functions[prototype.Function];
            Require(function.Entry == prototype.Target, $"prototype {i} runs a function that begins elsewhere");
            Require(
                function.Parameters.Length >= prototype.Parameters.Length + (prototype.Captured?.Length ?? 0),
                $"prototype {i} has more names than its function has parameters");
        }
    }

    /// <summary>Whether a number is that of a direct function.</summary>
    /// <param name="number">The number.</param>
    public bool IsDirect(int number) =>
        number >= 0 && number < _module.Functions.Length && _module.Functions[number].Kind == IrFunctionKind.Direct;

    /// <summary>A function returns when it has a return, or ends in a call of one that does.</summary>
    private void FindReturning()
    {
        var callers = new List<int>?[_module.Functions.Length];
        var pending = new Stack<int>();
        foreach (var function in _module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                if (block.Terminator is Terminator.TailCall call && IsDirect(call.Callee))
                {
                    (callers[call.Callee] ??= []).Add(function.Number);
                }
                else if (block.Terminator is Terminator.Return or Terminator.TailCallValue { Results: > 0 } && !MayReturn[function.Number])
                {
                    MayReturn[function.Number] = true;
                    pending.Push(function.Number);
                }
            }
        }

        while (pending.TryPop(out int returning))
        {
            foreach (int caller in callers[returning] ?? [])
            {
                if (!MayReturn[caller])
                {
                    MayReturn[caller] = true;
                    pending.Push(caller);
                }
            }
        }
    }
}
