namespace TinyTotIL.Compiler.Lisp;

/// <summary>The names of a lambda, a LET, a body or the top level, inside those of another.</summary>
/// <param name="outer">The scope around it; null at the top level.</param>
internal class Scope(Scope? outer)
{
    /// <summary>Up to here a look at each name is quicker than a table.</summary>
    private const int MostListed = 8;

    private object[] _keys = [];
    private Meaning[] _meanings = [];
    private int _count;
    private Dictionary<object, Meaning>? _table;

    /// <summary>The scope around it; null at the top level.</summary>
    public Scope? Outer { get; } = outer;

    /// <summary>The top level around it.</summary>
    public TopScope Top { get; protected init; } = outer?.Top!;

    /// <summary>Whether nothing is to be found here, as in most bodies.</summary>
    private bool IsEmpty => _count == 0 && Outer is not null;

    /// <summary>What an identifier stands for; null for nothing.</summary>
    /// <param name="identifier">The identifier.</param>
    public Meaning? Find(Identifier identifier) => Find(identifier.Key, out _);

    /// <summary>What a key stands for; null for nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="top">The top level that the key belongs to when no scope below one binds it.</param>
    public Meaning? Find(object key, out TopScope top)
    {
        var scope = this;
        while (true)
        {
            var alias = key as Alias;
            if (alias is not { IsBound: false })
            {
                for (Scope? place = scope; place is not null; place = place.Outer)
                {
                    if (!place.IsEmpty && place.FindHere(key) is { } meaning)
                    {
                        top = place.Top;
                        return meaning;
                    }
                }
            }

            if (alias is null)
            {
                top = scope.Top;
                return null;
            }

            (key, scope) = (alias.Inner, alias.Scope);
        }
    }

    /// <summary>Gives an identifier a meaning, in place of one it may have here.</summary>
    /// <param name="key">The key of the identifier.</param>
    /// <param name="meaning">What it stands for.</param>
    public void Bind(object key, Meaning meaning)
    {
        if (key is Alias alias)
        {
            alias.IsBound = true;
        }

        if (_table is not null)
        {
            _table[key] = meaning;
            return;
        }

        int place = Array.IndexOf(_keys, key, 0, _count);
        if (place >= 0)
        {
            _meanings[place] = meaning;
            return;
        }

        if (_count == MostListed)
        {
            MakeTable();
            _table![key] = meaning;
            return;
        }

        if (_count == _keys.Length)
        {
            int length = Math.Max(2, 2 * _count);
            Array.Resize(ref _keys, length);
            Array.Resize(ref _meanings, length);
        }

        (_keys[_count], _meanings[_count]) = (key, meaning);
        _count++;
    }

    private void MakeTable()
    {
        _table = new Dictionary<object, Meaning>(ReferenceEqualityComparer.Instance);
        for (int index = 0; index < _count; index++)
        {
            _table.Add(_keys[index], _meanings[index]);
        }
    }

    /// <summary>What this scope itself binds a key to; null for nothing.</summary>
    /// <param name="key">The key.</param>
    public virtual Meaning? FindHere(object key)
    {
        if (_table is not null)
        {
            return _table.GetValueOrDefault(key);
        }

        for (int index = 0; index < _count; index++)
        {
            if (ReferenceEquals(_keys[index], key))
            {
                return _meanings[index];
            }
        }

        return null;
    }

    /// <summary>The names that this scope binds itself, for suggestions.</summary>
    public virtual IEnumerable<string> Names
    {
        get
        {
            foreach (object key in _table?.Keys ?? (IEnumerable<object>)_keys[.._count])
            {
                yield return key is Alias alias ? alias.Symbol.Name : ((Runtime.Values.SymbolValue)key).Name;
            }
        }
    }
}
