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
        for (int index = 0; index < Required.Count; index++)
        {
            for (int earlier = 0; earlier < index; earlier++)
            {
                if (ReferenceEquals(Required[earlier].Key, Required[index].Key))
                {
                    return Required[index];
                }
            }

            if (Rest is not null && ReferenceEquals(Required[index].Key, Rest.Key))
            {
                return Rest;
            }
        }

        return null;
    }
}
