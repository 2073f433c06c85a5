using System.Text;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed class FileOperationsTests
{
    private readonly FakeHost _host = new();
    private readonly ProcessContext _context;

    public FileOperationsTests() => _context = _host.Context();

    private string Error => FakeHost.TakeError(_context);

    [Fact]
    public void Text_is_written_appended_and_read_as_utf8()
    {
        FileOperations.Write(_context, "é", "f");
        FileOperations.Append(_context, "\n", "f");
        Assert.Equal(Encoding.UTF8.GetBytes("é\n"), _host.Files.Files["f"]);
        Assert.Equal("é\n", FileOperations.Read(_context, "f").AsText);
        Assert.Equal(3, FileOperations.Size(_context, "f").AsInt);
        Assert.True(FileOperations.Exists(_context, "f").AsBool);
        Assert.Equal("[f]", FileOperations.List(_context, ".").ToString());
        FileOperations.Delete(_context, "f");
        Assert.False(FileOperations.Exists(_context, "f").AsBool);
    }

    [Fact]
    public void Bytes_are_read_and_written_unchanged()
    {
        _host.Files.Files["f"] = [0xFF, 0x00];
        FileOperations.WriteBytes(_context, FileOperations.ReadBytes(_context, "f"), "g");
        Assert.Equal([0xFF, 0x00], _host.Files.Files["g"]);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_an_error()
    {
        _host.Files.Files["f"] = [0xFF];
        FileOperations.Read(_context, "f");
        Assert.Equal("File operation failed on f: stream did not contain valid UTF-8", Error);
    }

    [Fact]
    public void A_failure_of_the_system_is_a_file_error_with_the_name_as_written()
    {
        const string Expected = "File operation failed on ./no: No such file or directory (os error 2)";
        FileOperations.Read(_context, "./no");
        Assert.Equal(Expected, Error);
        FileOperations.ReadBytes(_context, "./no");
        Assert.Equal(Expected, Error);
        FileOperations.Size(_context, "./no");
        Assert.Equal(Expected, Error);
        FileOperations.Delete(_context, "./no");
        Assert.Equal(Expected, Error);
        FileOperations.List(_context, "./no");
        Assert.Equal(Expected, Error);
    }

    [Fact]
    public void Wrong_types_are_shown_in_the_documented_order()
    {
        FileOperations.Read(_context, 1L);
        Assert.Equal("READ_FILE expects a string filename but got Int(1)", Error);
        FileOperations.Write(_context, "content", 1L);
        Assert.Equal("WRITE_FILE expects two strings (filename, content) but got Int(1), Str(\"content\")", Error);
        FileOperations.Append(_context, 2L, "name");
        Assert.Equal("APPEND_FILE expects two strings (filename, content) but got Str(\"name\"), Int(2)", Error);
        FileOperations.Exists(_context, 1L);
        Assert.Equal("FILE_EXISTS expects string (filename) but got Int(1)", Error);
        FileOperations.Size(_context, 1L);
        Assert.Equal("FILE_SIZE expects string (filename) but got Int(1)", Error);
        FileOperations.Delete(_context, 1L);
        Assert.Equal("DELETE_FILE expects string (filename) but got Int(1)", Error);
        FileOperations.List(_context, 1L);
        Assert.Equal("LIST_DIR expects string (directory name) but got Int(1)", Error);
        FileOperations.ReadBytes(_context, 1L);
        Assert.Equal("read_bytes expects string (filename) but got Int(1)", Error);
        FileOperations.WriteBytes(_context, "text", "name");
        Assert.Equal("WRITE_BYTES expects string (filename) and bytes but got Str(\"name\"), Str(\"text\")", Error);
        Assert.Empty(_host.Files.Files);
    }
}
