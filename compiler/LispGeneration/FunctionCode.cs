using System.Collections.Immutable;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>A function of the output: where it begins, and what it is called with.</summary>
internal sealed class FunctionCode
{
    /// <summary>Describes the function of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">Its name.</param>
    /// <param name="facts">What is known of the program.</param>
    public FunctionCode(ProcedureBody body, string name, ProgramFacts facts)
    {
        Body = body;
        Label = new JumpLabel(name);
        Free = [.. body.Free.Select(facts.Of).OrderBy(variable => variable.Number)];
        var lambda = body.Lambda!;
        Parameters = [.. lambda.Parameters.Concat(lambda.Rest is null ? [] : [lambda.Rest]).Select(facts.Of)];
        ParameterNames = [.. Parameters.Select(variable => variable.FrameName)];
        AllNames = [.. Free.Select(variable => variable.FrameName), .. ParameterNames];
    }

    /// <summary>The body.</summary>
    public ProcedureBody Body { get; }

    /// <summary>Where it begins.</summary>
    public JumpLabel Label { get; }

    /// <summary>Where the closure begins that calls it; null when there is none.</summary>
    public JumpLabel? ClosureLabel { get; set; }

    /// <summary>The variables of other functions that it needs, in the order in which they are passed.</summary>
    public ImmutableArray<VariableFacts> Free { get; }

    /// <summary>The parameters; one for further arguments comes last.</summary>
    public ImmutableArray<VariableFacts> Parameters { get; }

    /// <summary>The names of the parameters.</summary>
    public ImmutableArray<string> ParameterNames { get; }

    /// <summary>The names of all that is passed when free variables are parameters.</summary>
    public ImmutableArray<string> AllNames { get; }
}
