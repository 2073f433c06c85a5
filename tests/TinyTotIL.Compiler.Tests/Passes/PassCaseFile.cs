using System.Text;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>The cases of passes, a file for each: <c>Cases/name-of-the-pass</c> with the extension of what it works on.</summary>
/// <remarks>
/// A case begins with a line <c>== title</c>. The code before and after stands above and below a line <c>=&gt;</c>. Lines
/// before the first case that begin with a semicolon are remarks.
/// </remarks>
/// <param name="folder">The folder of tests that has the cases.</param>
/// <param name="extension">The extension of the files.</param>
internal sealed class PassCaseFile(string folder, string extension)
{
    private const string TitleMark = "== ";
    private const string Arrow = "=>";

    /// <summary>Those of the passes over registers.</summary>
    public static PassCaseFile Ir { get; } = new("Passes", ".ir");

    /// <summary>Those of the passes over bytecode.</summary>
    public static PassCaseFile Bytecode { get; } = new("BytecodePasses", ".ttvm");

    /// <summary>Names of the passes that have a file.</summary>
    public IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*" + extension).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>The cases of a pass; none when it has no file.</summary>
    /// <param name="pass">Its name.</param>
    public List<PassCase> Read(string pass)
    {
        var cases = new List<PassCase>();
        string path = PathOf(pass);
        if (!File.Exists(path))
        {
            return cases;
        }

        foreach (string text in ("\n" + File.ReadAllText(path).ReplaceLineEndings("\n")).Split("\n" + TitleMark).Skip(1))
        {
            string[] lines = text.Split('\n');
            int arrow = Array.IndexOf(lines, Arrow);
            Assert.True(arrow > 0, $"The case '{lines[0]}' of {pass} has no line {Arrow}.");
            cases.Add(new PassCase(lines[0], string.Join('\n', lines[1..arrow]).Trim('\n'), string.Join('\n', lines[(arrow + 1)..]).Trim('\n')));
        }

        return cases;
    }

    /// <summary>Writes another expectation into a file.</summary>
    /// <param name="pass">Name of the pass.</param>
    /// <param name="title">Title of the case.</param>
    /// <param name="expected">The code after.</param>
    public void Accept(string pass, string title, string expected)
    {
        string path = PathOf(pass);
        string before = File.ReadAllText(path).ReplaceLineEndings("\n");
        var output = new StringBuilder(before[..(before.StartsWith(TitleMark, StringComparison.Ordinal) ? 0 : before.IndexOf("\n" + TitleMark, StringComparison.Ordinal) + 1)]);
        foreach (var known in Read(pass))
        {
            string after = known.Title == title ? expected.Trim('\n') : known.Expected;
            output.Append(TitleMark).Append(known.Title).Append('\n').Append(known.Input).Append('\n').Append(Arrow).Append('\n').Append(after).Append("\n\n");
        }

        File.WriteAllText(path, output.ToString().TrimEnd('\n') + "\n");
    }

    private string Folder => RepositoryFiles.Find($"tests/TinyTotIL.Compiler.Tests/{folder}/Cases");

    private string PathOf(string pass) => Path.Combine(Folder, pass + extension);
}
