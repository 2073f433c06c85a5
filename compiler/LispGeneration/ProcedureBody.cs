using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>The code of a clause of a procedure, or of a form of the top level.</summary>
internal sealed class ProcedureBody
{
    private ProcedureBody? _host;

    /// <summary>Describes a body.</summary>
    /// <param name="form">The form of the top level it is in.</param>
    /// <param name="procedure">The procedure; null for a form of the top level itself.</param>
    /// <param name="lambda">The clause; null for the top level.</param>
    /// <param name="parent">The body around it; null for the outermost.</param>
    public ProcedureBody(TopLevelForm form, Procedure? procedure, LispNode.Lambda? lambda, ProcedureBody? parent)
    {
        (Form, Procedure, Lambda, Parent) = (form, procedure, lambda, parent);
        Tail = new Continuation(this, isTail: true);
    }

    /// <summary>The form of the top level it is in.</summary>
    public TopLevelForm Form { get; }

    /// <summary>The procedure; null for a form of the top level itself.</summary>
    public Procedure? Procedure { get; }

    /// <summary>The clause; null for the top level.</summary>
    public LispNode.Lambda? Lambda { get; }

    /// <summary>The body around it.</summary>
    public ProcedureBody? Parent { get; set; }

    /// <summary>The continuation of its last expression.</summary>
    public Continuation Tail { get; }

    /// <summary>Variables whose value it takes or sets.</summary>
    public HashSet<LocalVariable> Touched { get; } = [];

    /// <summary>Procedures it calls by what the compiler knows of them.</summary>
    public HashSet<Procedure> Callees { get; } = [];

    /// <summary>Procedures without a name that it makes.</summary>
    public List<Procedure> Made { get; } = [];

    /// <summary>Local procedures bound in it.</summary>
    public List<Procedure> Bound { get; } = [];

    /// <summary>Whether it calls values, or captures continuations itself.</summary>
    public bool CallsValues { get; set; }

    /// <summary>Whether a continuation may be captured while one of its expressions is evaluated.</summary>
    public bool MayBeCaptured { get; set; }

    /// <summary>Variables of other functions that it needs; of a body that is a function.</summary>
    public HashSet<LocalVariable> Free { get; set; } = [];

    /// <summary>The body whose function has its code: itself unless its procedure is joined to another.</summary>
    public ProcedureBody Host
    {
        get
        {
            if (_host is null)
            {
                var body = this;
                while (body.Procedure is { Kind: ProcedureKind.Joined } joined)
                {
                    body = joined.Return!.Owner;
                }

                _host = body;
            }

            return _host;
        }
    }

    /// <summary>Whether it is a function of its own.</summary>
    public bool IsFunction => Host == this;

    /// <summary>Number of parameters, without those for free variables.</summary>
    public int ParameterCount => Lambda is null ? 0 : Lambda.Parameters.Length + (Lambda.Rest is null ? 0 : 1);

    /// <summary>Whether a call with a number of arguments enters here.</summary>
    /// <param name="count">Number of arguments.</param>
    public bool Takes(int count) => Lambda!.Rest is null ? count == Lambda.Parameters.Length : count >= Lambda.Parameters.Length;

    /// <summary>Forgets where the code is, while that is being decided.</summary>
    public void ForgetHost() => _host = null;

    /// <summary>Whether it is inside of a procedure, or is its body.</summary>
    /// <param name="procedure">The procedure.</param>
    public bool IsWithin(Procedure procedure)
    {
        for (var body = this; body is not null; body = body.Parent)
        {
            if (body.Procedure == procedure)
            {
                return true;
            }
        }

        return false;
    }
}
