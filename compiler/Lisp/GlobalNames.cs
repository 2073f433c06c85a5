using System.Globalization;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The names of variables in the whole program: those of the program's own are as it writes them.</summary>
/// <param name="suffix">What is added to names of the program's own.</param>
internal sealed class GlobalNames(string suffix = "")
{
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>Takes a name for a variable.</summary>
    /// <param name="name">Its name where it is defined.</param>
    /// <param name="library">The library that defines it; null for the program.</param>
    public string Claim(Identifier name, LispLibrary? library)
    {
        string wanted = library is null ? name.Name + suffix : $"{name.Name}@{library.Path}";

        // What a macro names for itself must not take the name of what the program defines, which may come later.
        string symbol = name.Key is Alias ? Numbered(wanted) : wanted;
        while (!_taken.Add(symbol))
        {
            symbol = Numbered(wanted);
        }

        return symbol;
    }

    private string Numbered(string name)
    {
        int number = _numbers.GetValueOrDefault(name) + 1;
        _numbers[name] = number;
        return string.Create(CultureInfo.InvariantCulture, $"{name}#{number}");
    }
}
