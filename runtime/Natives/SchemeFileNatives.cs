using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on files.</summary>
[TtvmLibrary("scheme")]
public static class SchemeFileNatives
{
    /// <summary>A port that gives the characters of a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.open-input-file"), Suspends]
    [Needs(AccessKind.Read)]
    public static Value OpenInput(ProcessContext context, Value name) =>
        Read(context, "open-input-file", name, static (path, stream) => new DecodingInputPort(path, stream));

    /// <summary>A port that gives the bytes of a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.open-binary-input-file"), Suspends]
    [Needs(AccessKind.Read)]
    public static Value OpenBinaryInput(ProcessContext context, Value name) =>
        Read(context, "open-binary-input-file", name, static (path, stream) => new BinaryInputPort(path, stream));

    /// <summary>A port that writes characters into a file, which is created or emptied.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.open-output-file"), Suspends]
    [Needs(AccessKind.Write)]
    public static Value OpenOutput(ProcessContext context, Value name) =>
        Write(context, "open-output-file", name, static (path, stream) => new EncodingOutputPort(path, stream));

    /// <summary>A port that writes bytes into a file, which is created or emptied.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.open-binary-output-file"), Suspends]
    [Needs(AccessKind.Write)]
    public static Value OpenBinaryOutput(ProcessContext context, Value name) =>
        Write(context, "open-binary-output-file", name, static (path, stream) => new BinaryOutputPort(path, stream));

    /// <summary>Whether there is a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.file-exists?")]
    [Needs(AccessKind.Read)]
    public static bool Exists(ProcessContext context, Value name) =>
        SchemeArguments.TryText(context, "file-exists?", name, out string path) && Attempt(context, path, files => files.Exists(path));

    /// <summary>Removes a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [TtvmFunction("scheme.delete-file")]
    [Needs(AccessKind.Write)]
    public static Value Delete(ProcessContext context, Value name)
    {
        if (SchemeArguments.TryText(context, "delete-file", name, out string path))
        {
            Attempt(context, path, files =>
            {
                files.Delete(path);
                return true;
            });
        }

        return Value.Unspecified;
    }

    [Needs(AccessKind.Read)]
    private static Value Read(ProcessContext context, string procedure, Value name, Func<string, ByteStream, PortValue> make) =>
        Open(context, procedure, name, make, static (files, path, mayWait) => new FileReadStream(files.OpenRead(path), mayWait));

    [Needs(AccessKind.Write)]
    private static Value Write(ProcessContext context, string procedure, Value name, Func<string, ByteStream, PortValue> make) =>
        Open(context, procedure, name, make, static (files, path, mayWait) => new FileWriteStream(files.OpenWrite(path, append: false), mayWait));

    private static Value Open(
        ProcessContext context, string procedure, Value name, Func<string, ByteStream, PortValue> make, Func<IFileSystem, string, bool, ByteStream> open)
    {
        if (!SchemeArguments.TryText(context, procedure, name, out string path)
            || StreamOperations.OpenBytes(context, path, (files, mayWait) => open(files, path, mayWait)) is not { } stream)
        {
            return default;
        }

        return PortOperations.Own(context, make(path, stream));
    }

    private static bool Attempt(ProcessContext context, string path, Func<IFileSystem, bool> action)
    {
        try
        {
            return action(context.Host.Files);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(path, error.Message));
            return false;
        }
    }
}
