using System.Text.Json;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>A text that is open in the editor, which may differ from the file.</summary>
internal sealed class OpenDocument
{
    private string? _text;
    private EditableText? _edited;
    private PositionMap? _positions;
    private ProgramIndex? _index;

    /// <summary>Opens a text.</summary>
    /// <param name="uri">What the editor calls it.</param>
    /// <param name="languageId">The language it has in the editor.</param>
    /// <param name="text">The text.</param>
    public OpenDocument(string uri, string languageId, string text)
    {
        (Uri, _text, FullPath) = (uri, text, FileUris.PathOf(uri));
        string name = FullPath ?? uri;
        IsLisp = FileExtensions.IsLisp(name) || (FullPath is null && languageId is "scheme" or "lisp");
        IsProgram = !IsLisp && (name.EndsWith(FileExtensions.Text, StringComparison.OrdinalIgnoreCase) || languageId == "ttvm");
    }

    /// <summary>What the editor calls it.</summary>
    public string Uri { get; }

    /// <summary>Its file; null for a text that was never saved.</summary>
    public string? FullPath { get; }

    /// <summary>Whether it is a program in Scheme.</summary>
    public bool IsLisp { get; }

    /// <summary>Whether it is a program of instructions.</summary>
    public bool IsProgram { get; }

    /// <summary>What it holds now.</summary>
    public string Text => _text ??= _edited!.ToString();

    /// <summary>The editor's number for what it holds now; null when it gave none.</summary>
    public int? Version { get; set; }

    /// <summary>Whether what was said about it last may no longer be right.</summary>
    public bool IsStale { get; set; } = true;

    /// <summary>How long it took to say something about it, last time.</summary>
    public TimeSpan CheckTime { get; set; }

    /// <summary>Files that were looked at to say something about it.</summary>
    public IReadOnlySet<string> Consulted { get; set; } = new HashSet<string>();

    /// <summary>Where its lines are.</summary>
    public PositionMap Positions => _positions ??= new PositionMap(Text);

    /// <summary>The names in it.</summary>
    public ProgramIndex Index => _index ??= ProgramIndex.Of(new SourceText(FullPath ?? Uri, Text));

    /// <summary>Changes it: a range, or all of it.</summary>
    /// <param name="change">What to change, as the protocol describes it.</param>
    /// <exception cref="InvalidMessageException">It is no change.</exception>
    public void Apply(JsonElement change)
    {
        string text = change.NeedText("text");
        if (change.Field("range") is { } range)
        {
            _edited ??= new EditableText(Text);
            _edited.Replace(TextPosition.Of(range.Need("start")), TextPosition.Of(range.Need("end")), text);

            // It is put together when somebody asks for it, which nobody does while more changes come.
            _text = null;
        }
        else
        {
            (_text, _edited) = (text, null);
        }

        (_positions, _index, IsStale) = (null, null, true);
    }
}
