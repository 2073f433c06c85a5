using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Reads the declarations of a library.</summary>
/// <param name="libraries">The libraries it may import.</param>
/// <param name="library">The library.</param>
/// <param name="definitions">Receives its definitions.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class LibraryReader(LibrarySet libraries, LispLibrary library, TopDefinitions definitions, DiagnosticBag diagnostics)
{
    private readonly Dictionary<SymbolValue, Unread> _unread = [];
    private readonly List<(Syntax[] Forms, SourceText? File)> _bodies = [];

    /// <summary>Reads declarations; imports come before all bodies, wherever they stand.</summary>
    /// <param name="declarations">The declarations.</param>
    public void Read(ReadOnlySpan<Syntax> declarations)
    {
        var pending = new Stack<Syntax>();
        Push(pending, declarations);
        while (pending.TryPop(out var declaration))
        {
            if (declaration is not PairSyntax { Car: Identifier keyword } form || libraries.Expander.ItemsOf(form) is not { } items)
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispNotADeclaration, declaration);
                continue;
            }

            ReadDeclaration(keyword, form, items, pending);
        }

        foreach (var (forms, file) in _bodies)
        {
            if (file is null)
            {
                ReadBody(forms);
            }
            else
            {
                Index(file);
            }
        }

        if (_unread.Count > 0)
        {
            library.Scope.Unread = FindUnread;
        }

        definitions.TakeLater();
    }

    private static void Push(Stack<Syntax> pending, ReadOnlySpan<Syntax> forms)
    {
        for (int index = forms.Length - 1; index >= 0; index--)
        {
            pending.Push(forms[index]);
        }
    }

    private void ReadDeclaration(Identifier keyword, PairSyntax form, Syntax[] items, Stack<Syntax> pending)
    {
        switch (keyword.Name)
        {
            case "export":
                foreach (var item in items.AsSpan(1))
                {
                    ReadExport(item);
                }

                break;
            case "import":
                foreach (var item in items.AsSpan(1))
                {
                    if (libraries.ReadImport(item) is { } set)
                    {
                        library.Scope.Import(set);
                    }
                }

                break;
            case "begin":
                _bodies.Add((items[1..], null));
                break;
            case "include" or "include-ci":
                ReadIncludes(items, keyword.Name == "include-ci");
                break;
            case "include-library-declarations":
                foreach (var source in libraries.Expander.OpenFiles(items, form))
                {
                    Push(pending, [.. SyntaxReader.ReadAll(source, diagnostics)]);
                }

                break;
            case "cond-expand":
                Push(pending, libraries.Expander.SelectFeature(items, form, library.Scope));
                break;
            default:
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispNotADeclaration, form);
                break;
        }
    }

    private void ReadExport(Syntax item)
    {
        if (item is Identifier name)
        {
            library.Export(name.Name, name);
        }
        else if (item is PairSyntax { Car: Identifier { Name: "rename" }, Cdr: var rest }
            && rest is PairSyntax { Car: Identifier inner, Cdr: PairSyntax { Car: Identifier outer, Cdr: EmptySyntax } })
        {
            library.Export(outer.Name, inner);
        }
        else
        {
            LispReport.Add(diagnostics, DiagnosticDescriptors.LispExportShape, item);
        }
    }

    private void ReadIncludes(Syntax[] items, bool foldsCase)
    {
        foreach (var source in libraries.Expander.OpenFiles(items, items[0]))
        {
            // The files of standard libraries are read definition by definition.
            bool isIndexed = library.IsStandard && !foldsCase;
            _bodies.Add(isIndexed ? ([], source) : ([.. SyntaxReader.ReadAll(source, diagnostics, foldsCase)], null));
        }
    }

    /// <summary>Takes forms of the body: at once, or in a standard library when a program asks for what they define.</summary>
    private void ReadBody(Syntax[] forms)
    {
        if (!library.IsStandard)
        {
            definitions.Later(forms);
            return;
        }

        foreach (var form in forms)
        {
            if (form is PairSyntax { Car: Identifier { Name: "define" or "define-integrable" or "define-syntax" }, Cdr: PairSyntax { Car: var header } }
                && (header is PairSyntax { Car: var first } ? first : header) is Identifier name)
            {
                _unread[name.Symbol] = new Unread(null, default, form);
            }
            else
            {
                definitions.Later([form]);
            }
        }
    }

    private void Index(SourceText file)
    {
        foreach (var entry in LibraryIndex.Of(file))
        {
            if (entry.Name is null)
            {
                var reader = new SyntaxReader(file, entry.Start, entry.End, diagnostics);
                while (reader.Read() is { } form)
                {
                    definitions.Later([form]);
                }
            }
            else
            {
                _unread[SymbolValue.Of(entry.Name)] = new Unread(file, entry, null);
            }
        }
    }

    private Meaning? FindUnread(SymbolValue name)
    {
        if (!_unread.Remove(name, out var unread))
        {
            return null;
        }

        var form = unread.Form ?? new SyntaxReader(unread.File!, unread.Entry.Start, unread.Entry.End, diagnostics).Read();
        if (form is not null)
        {
            libraries.Expander.Scan([form], definitions);
        }

        return library.Scope.FindHere(name);
    }

    /// <summary>A definition that has not been read, or not been looked at.</summary>
    private readonly record struct Unread(SourceText? File, LibraryIndex.Entry Entry, Syntax? Form);
}
