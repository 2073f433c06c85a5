using System.Text;

namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>The library as a page to read: <c>docs/standard-library.md</c>.</summary>
internal static class LibraryDocument
{
    private const string Introduction =
        """
        # The standard library

        Modules in `std/`, written in the language itself. This page is generated from the comments in them;
        [adding-to-the-library.md](adding-to-the-library.md) says how.

        ```
        IMPORT std/math.ttvm
        PUSH_INT 2
        PUSH_INT 10
        LOAD pow
        CALL_FUNCTION
        PRINT                        ; prints 1024
        ```

        Arguments are pushed in the order shown. Every function takes exactly these and leaves exactly one result, or none where nothing stands after `--`.
        The examples write `pow(2, 10)` for the four lines above. Capitals are instructions, `x -> MUL(x, x)` is a function.

        Names are variables of the frame that executed the IMPORT: another function gets them as arguments, captures them, or imports the module itself, which costs
        next to nothing the second time.

        An argument of the wrong type is the error of the instruction inside that could not use it, for instance
        `SUB expects two numbers (int or float) but got Str("a"), Int(1)`.

        ## Where modules are found

        The path of an IMPORT is relative to the current directory, like every path in a program. One that begins with `std/` and names no file there is looked for in the library that comes with `ttil`,
        so these imports work anywhere, and a file of your own in `std/` takes the place of a module. Modules are linked when a program is compiled: a compiled program needs no files of the library.

        If there is still no such file, the extension may have been left out (`std/math`), and `std/strings`, `std/lists` and `std/io_enhanced`, which TinyTotVM's documents name, mean `string`, `list`
        and `io`. Whatever it is called, a module is loaded and run once.

        ## Names in several modules

        IMPORT stores each export in a variable of its name and overwrites what is there: a variable of yours, or the function of the same name from a module imported before. The last one counts.
        A program that needs both stores the first one elsewhere in between (`LOAD join`, `STORE join_texts`). These names mean different things in different modules:

        """;

    /// <summary>The page; lines end with LF.</summary>
    public static string Render()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        AppendCollisions(page);
        page.Append("\n## Modules\n\n| Module | |\n|---|---|\n");
        foreach (var module in LibraryModule.All)
        {
            page.Append("| [`").Append(module.ImportPath).Append("`](#").Append(Anchor(module)).Append(") | ").Append(module.Title).Append(" |\n");
        }

        foreach (var module in LibraryModule.All)
        {
            AppendModule(page, module);
        }

        return page.ToString();
    }

    private static void AppendCollisions(StringBuilder page)
    {
        page.Append("\n| Name | Modules |\n|---|---|\n");
        var names = LibraryModule.All.SelectMany(module => module.Exports.Where(module.IsOwn), (module, name) => (Module: module, Name: name)).GroupBy(export => export.Name);
        foreach (var name in names.Where(name => name.Count() > 1).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            page.Append("| `").Append(name.Key).Append("` | ").AppendJoin(", ", name.Select(export => $"`std/{export.Module.Name}`")).Append(" |\n");
        }
    }

    /// <summary>What the usual programs that show Markdown call a heading: without slashes and points.</summary>
    private static string Anchor(LibraryModule module) => module.ImportPath.Replace("/", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    private static void AppendModule(StringBuilder page, LibraryModule module)
    {
        page.Append("\n## ").Append(module.ImportPath).Append("\n\n").AppendJoin('\n', module.Introduction).Append('\n');
        page.Append("\n| Name and effect | Meaning | Examples |\n|---|---|---|\n");
        foreach (var entry in module.Entries)
        {
            page.Append("| `").Append(entry.Signature).Append("` | ").Append(Cell(entry.Meaning)).Append(" | ");
            page.AppendJoin("<br>", entry.Examples.Select(example => example.Short is { } text ? Cell(ShortForm(text)) : "below")).Append(" |\n");
        }

        foreach (var (entry, example) in module.Entries.SelectMany(entry => entry.Examples.Select(example => (entry, example))))
        {
            if (example.Short is null)
            {
                page.Append("\n`").Append(entry.Name).Append("`:\n\n```\n").AppendJoin('\n', example.Program).Append("\n```\n");
            }
        }
    }

    private static string ShortForm(string text)
    {
        var example = ExampleLine.Parse(text);
        return example.Kind == ExampleKind.Prints && example.Expected.Length == 0
            ? $"`{example.Expression}`"
            : $"`{example.Expression}` {example.Word} `{example.Expected}`";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
