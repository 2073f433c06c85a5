using System.Text;
using System.Text.Unicode;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on files.</summary>
public static class FileOperations
{
    private const string FileName = "string (filename)";

    /// <summary>READ_FILE: the text of a UTF-8 file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [Suspends]
    [Needs(AccessKind.Read)]
    public static Value Read(ProcessContext context, Value name)
    {
        if (!IsText(context, "READ_FILE", "a string filename", name))
        {
            return default;
        }

        return Attempt(context, name.AsText, ReadText);
    }

    /// <summary>WRITE_FILE: creates or replaces a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="content">Its new text.</param>
    /// <param name="name">The file.</param>
    [Suspends]
    [Needs(AccessKind.Write)]
    public static void Write(ProcessContext context, Value content, Value name)
    {
        if (AreTexts(context, "WRITE_FILE", content, name))
        {
            byte[] bytes = ByteContent.Of(content);
            Attempt(context, name.AsText, (files, path) => files.WriteAllBytes(path, bytes));
        }
    }

    /// <summary>APPEND_FILE: adds to the end of a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="content">The text to add.</param>
    /// <param name="name">The file.</param>
    [Suspends]
    [Needs(AccessKind.Write)]
    public static void Append(ProcessContext context, Value content, Value name)
    {
        if (AreTexts(context, "APPEND_FILE", content, name))
        {
            byte[] bytes = ByteContent.Of(content);
            Attempt(context, name.AsText, (files, path) => files.AppendAllBytes(path, bytes));
        }
    }

    /// <summary>FILE_EXISTS: whether a file or folder exists.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The path.</param>
    [Needs(AccessKind.Read)]
    public static Value Exists(ProcessContext context, Value name) =>
        IsText(context, "FILE_EXISTS", FileName, name)
            ? Attempt(context, name.AsText, static (files, path) => Value.Bool(files.Exists(path)))
            : default;

    /// <summary>FILE_SIZE: size of a file in bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [Needs(AccessKind.Read)]
    public static Value Size(ProcessContext context, Value name) =>
        IsText(context, "FILE_SIZE", FileName, name)
            ? Attempt(context, name.AsText, static (files, path) => Value.Int(files.Size(path)))
            : default;

    /// <summary>DELETE_FILE: removes a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [Needs(AccessKind.Write)]
    public static void Delete(ProcessContext context, Value name)
    {
        if (IsText(context, "DELETE_FILE", FileName, name))
        {
            Attempt(context, name.AsText, static (files, path) => files.Delete(path));
        }
    }

    /// <summary>LIST_DIR: names in a folder, in the order of the file system.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The folder.</param>
    [Needs(AccessKind.Read)]
    public static Value List(ProcessContext context, Value name) =>
        IsText(context, "LIST_DIR", "string (directory name)", name)
            ? Attempt(context, name.AsText, static (files, path) =>
                Value.From(ListValue.FromOwned([.. files.List(path).Select(Value.Text)])))
            : default;

    /// <summary>READ_BYTES: a file as bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [Suspends]
    [Needs(AccessKind.Read)]
    public static Value ReadBytes(ProcessContext context, Value name) =>
        IsText(context, "read_bytes", FileName, name)
            ? Attempt(context, name.AsText, static (files, path) => Value.From(new BytesValue(files.ReadAllBytes(path))))
            : default;

    /// <summary>WRITE_BYTES: creates or replaces a file from bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="name">The file.</param>
    [Suspends]
    [Needs(AccessKind.Write)]
    public static void WriteBytes(ProcessContext context, Value content, Value name)
    {
        if (content.Tag is not BytesValue bytes || !name.IsText)
        {
            context.RaiseTypeMismatch("WRITE_BYTES", "string (filename) and bytes", name, content);
            return;
        }

        Attempt(context, name.AsText, (files, path) => files.WriteAllBytes(path, bytes.Bytes));
    }

    private static bool IsText(ProcessContext context, string operation, string expected, Value name)
    {
        if (name.IsText)
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, expected, name);
        return false;
    }

    private static bool AreTexts(ProcessContext context, string operation, Value content, Value name)
    {
        if (content.IsText && name.IsText)
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, "two strings (filename, content)", name, content);
        return false;
    }

    /// <summary>The text of a file.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="HostException">It cannot be read, or is not UTF-8.</exception>
    internal static Value ReadText(IFileSystem files, string path)
    {
        byte[] content = files.ReadAllBytes(path);
        return Utf8.IsValid(content) ? Value.Text(Encoding.UTF8.GetString(content)) : throw new HostException(ErrorText.NotUtf8);
    }

    private static Value Attempt(ProcessContext context, string path, Func<IFileSystem, string, Value> action)
    {
        var files = context.Host.Files;
        try
        {
            return MayWait(context, path) ? Offload.Await(context, () => action(files, path)) : action(files, path);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(path, error.Message));
            return default;
        }
    }

    private static void Attempt(ProcessContext context, string path, Action<IFileSystem, string> action) =>
        Attempt(context, path, (files, path) =>
        {
            action(files, path);
            return Value.Null;
        });

    /// <summary>
    /// Whether other processes should go on meanwhile. Asked again when the work is done, the file may be another; the work under way counts then.
    /// </summary>
    internal static bool MayWait(ProcessContext context, string path) =>
        context.Process is { } process && (process.Details?.Offload is not null || context.Host.Files.MayWait(path));
}
