using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds functions that do not end where they should, and instructions at a top level that cannot but fail.</summary>
internal sealed class PathReview
{
    private readonly BytecodeProgram _program;
    private readonly CodePaths _paths;
    private readonly List<ProgramFinding> _findings;

    /// <summary>For each instruction, the block of the nearest function that goes on from it to the next; null for most.</summary>
    private readonly PathBlock?[] _falls;

    /// <summary>Functions already said to lack their end.</summary>
    private readonly HashSet<PathFunction> _runOn = [];

    private PathReview(BytecodeProgram program, CodePaths paths, List<ProgramFinding> findings)
    {
        _program = program;
        _paths = paths;
        _findings = findings;
        _falls = new PathBlock?[program.Instructions.Length];
    }

    /// <summary>Reviews the paths of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="findings">Receives what is found.</param>
    public static void Run(BytecodeProgram program, List<ProgramFinding> findings)
    {
        var paths = CodePaths.Find(program);
        if (!paths.IsComplete)
        {
            return;
        }

        var review = new PathReview(program, paths, findings);
        review.CollectFalls();
        review.FindFallsIntoFunctions();
        review.FindFallsIntoTopLevels();
        review.FindFallsOffTheEnd();
        review.FindFailures();
    }

    private void Add(int index, DiagnosticDescriptor descriptor, params object[] arguments) =>
        _findings.Add(new ProgramFinding(index, descriptor, arguments));

    private void CollectFalls()
    {
        foreach (var block in _paths.Blocks)
        {
            if (block.Jump != PathBlock.Nowhere && _paths.EnteredAt(block.Jump) is { } target
                && (block.Leader < target.Entry || _paths.BlockOf(target, block.Leader) is null))
            {
                (target.JumpedInto ??= []).Add(block.Function);
            }
        }

        foreach (var block in _paths.Blocks)
        {
            int index = block.Fall;
            if (index != PathBlock.Nowhere && !IsMeant(block.Function, index + 1)
                && (_falls[index] is not { } other || IsNearer(block.Function, other.Function, index)))
            {
                _falls[index] = block;
            }
        }
    }

    /// <summary>Whether a function goes on into its own loop, or into code that it jumps to from elsewhere as well.</summary>
    private bool IsMeant(PathFunction function, int index) =>
        index == function.Entry || (_paths.EnteredAt(index) is { JumpedInto: { } users } && users.Contains(function));

    /// <summary>Of the functions that share an instruction, the one that begins last before it is the one it is written in.</summary>
    private static bool IsNearer(PathFunction function, PathFunction other, int index)
    {
        bool isAbove = function.Entry <= index;
        return isAbove != other.Entry <= index ? isAbove
            : function.Entry > other.Entry || (function.Entry == other.Entry && other.IsTopLevel);
    }

    /// <summary>The top level, or a function, goes on into the code of the next function.</summary>
    private void FindFallsIntoFunctions()
    {
        for (int index = 0; index < _falls.Length; index++)
        {
            // A function that never returns is rather a part of the code above it that something also calls.
            if (_falls[index] is not { Function: var from } || _paths.EnteredAt(index + 1) is not { Net: not null, Name: { } name } entered)
            {
                continue;
            }

            if (from.IsTopLevel)
            {
                Add(index + 1, DiagnosticDescriptors.TopLevelRunsIntoFunction, name);
            }
            else if (from.Name is not null && !entered.TakesFromBelow)
            {
                // One that finds its values on the stack may well have a second entry above it that puts them there.
                _runOn.Add(from);
                Add(index + 1, DiagnosticDescriptors.FunctionRunsOn, from.Name, $"function '{name}'");
            }
        }
    }

    /// <summary>A function goes on into code that its top level jumps to.</summary>
    private void FindFallsIntoTopLevels()
    {
        for (int index = 0; index < _falls.Length; index++)
        {
            if (_falls[index] is not { Function: { IsTopLevel: false, Name: { } name } from } block || index + 1 == from.End
                || _paths.Labels[index + 1] is null || _paths.EnteredAt(index + 1) is not null)
            {
                continue;
            }

            var topLevel = TopLevelOf(from);
            if (_paths.BlockOf(topLevel, index + 1) is not null && _paths.BlockOf(topLevel, block.Leader) is null)
            {
                _runOn.Add(from);
                Add(index + 1, DiagnosticDescriptors.FunctionRunsOn, name, "the top level");
            }
        }
    }

    /// <summary>A function comes to the end of the file. A jump there that the top level makes as well is a way to end the program.</summary>
    private void FindFallsOffTheEnd()
    {
        var quits = new HashSet<PathFunction>();
        foreach (var block in _paths.Blocks)
        {
            if (block.Function.IsTopLevel && block.Jump == block.Function.End)
            {
                quits.Add(block.Function);
            }
        }

        foreach (var block in _paths.Blocks)
        {
            var function = block.Function;
            bool falls = block.Fall != PathBlock.Nowhere && block.Fall + 1 == function.End && _falls[block.Fall] == block;
            if (function is { IsTopLevel: false, Name: { } name } && (falls || (block.Jump == function.End && !quits.Contains(TopLevelOf(function))))
                && !IsMeant(TopLevelOf(function), function.Entry) && _runOn.Add(function))
            {
                Add(falls ? block.Fall : _paths.LastOf(block), DiagnosticDescriptors.FunctionReachesEnd, name);
            }
        }
    }

    /// <summary>An instruction of a top level finds too few values, or returns from no call.</summary>
    private void FindFailures()
    {
        foreach (var block in _paths.Blocks)
        {
            if (block.Failure != PathBlock.Nowhere)
            {
                var instruction = _program.Instructions[block.Failure];
                Add(block.Failure, DiagnosticDescriptors.TooFewValues, instruction.Info.Mnemonic, Taken(instruction), Held(block.FailureHeight));
            }

            if (block.Function.IsTopLevel && block.Return != PathBlock.Nowhere && !IsShared(block))
            {
                Add(block.Return, DiagnosticDescriptors.ReturnAtTopLevel);
            }
        }
    }

    private bool IsShared(PathBlock block) => _paths.FirstAt(block.Leader) is { Other: not null };

    private PathFunction TopLevelOf(PathFunction function) => _paths.TopLevelOf(_program.ModuleOf(function.Entry));

    private static string Taken(Instruction instruction)
    {
        long count = instruction.Takes();
        return count == 1 ? "a value" : string.Create(CultureInfo.InvariantCulture, $"{count} values");
    }

    private static string Held(int height) => height <= 0 ? "is empty" : string.Create(CultureInfo.InvariantCulture, $"holds only {height}");
}
