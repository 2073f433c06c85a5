namespace TinyTotIL.Compiler.Lisp;

/// <summary>What a name means after expansion. Two variables with one name are two objects, so nothing after the expander asks for scopes.</summary>
internal abstract class LispVariable
{
    private protected LispVariable(string name, LispPlace place) => (Name, Place) = (name, place);

    /// <summary>The name as the program writes it.</summary>
    public string Name { get; }

    /// <summary>Where it is bound.</summary>
    public LispPlace Place { get; }

    /// <summary>Whether SET! changes it after it was bound.</summary>
    public bool IsAssigned { get; set; }
}
