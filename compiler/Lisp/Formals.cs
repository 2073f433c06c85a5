namespace TinyTotIL.Compiler.Lisp;

/// <summary>The names of parameters.</summary>
/// <param name="Required">Those that take one argument each.</param>
/// <param name="Rest">The one that takes a list of further arguments, or null.</param>
internal sealed record Formals(List<Identifier> Required, Identifier? Rest)
{
    /// <summary>Reads formals; null when they are none.</summary>
    /// <param name="syntax">A list of names, which may end in a dot and a name; or a name.</param>
    public static Formals? Read(Syntax syntax)
    {
        var required = new List<Identifier>();
        for (; syntax is PairSyntax pair; syntax = pair.Cdr)
        {
            if (pair.Car is not Identifier name)
            {
                return null;
            }

            required.Add(name);
        }

        return syntax switch
        {
            EmptySyntax => new Formals(required, null),
            Identifier rest => new Formals(required, rest),
            _ => null,
        };
    }

    /// <summary>A name that stands twice; null when there is none.</summary>
    public Identifier? FindTwice()
    {
        if (Required.Count + (Rest is null ? 0 : 1) < 2)
        {
            return null;
        }

        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var name in Required)
        {
            if (!seen.Add(name.Key))
            {
                return name;
            }
        }

        return Rest is not null && seen.Contains(Rest.Key) ? Rest : null;
    }
}
