using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Conformance.Tests.Permissions;

/// <summary>For each instruction and runtime function that needs a permission: code that uses it. <c>%</c> stands for a folder with a file <c>a</c> and an empty folder <c>empty</c>.</summary>
internal static class PermissionSamples
{
    /// <summary>An address that is set aside for documentation, so that nobody is there.</summary>
    private const string Elsewhere = "192.0.2.1";

    private static readonly Lazy<(string Pem, string Key)> Certificate = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return (Escape(certificate.ExportCertificatePem()), Escape(key.ExportPkcs8PrivateKeyPem()));
    });

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["READ_FILE"] = "PUSH_STR %/a|READ_FILE",
        ["WRITE_FILE"] = "PUSH_STR x|PUSH_STR %/new|WRITE_FILE",
        ["APPEND_FILE"] = "PUSH_STR x|PUSH_STR %/a|APPEND_FILE",
        ["FILE_EXISTS"] = "PUSH_STR %/a|FILE_EXISTS",
        ["FILE_SIZE"] = "PUSH_STR %/a|FILE_SIZE",
        ["DELETE_FILE"] = "PUSH_STR %/a|DELETE_FILE",
        ["LIST_DIR"] = "PUSH_STR %|LIST_DIR",
        ["READ_BYTES"] = "PUSH_STR %/a|READ_BYTES",
        ["WRITE_BYTES"] = "PUSH_STR %/a|READ_BYTES|PUSH_STR %/new|WRITE_BYTES",
        ["GET_ENV"] = "PUSH_STR HOME|GET_ENV",
        ["SET_ENV"] = "PUSH_STR TTIL_MATRIX|PUSH_STR set|SET_ENV",
        ["EXEC"] = "PUSH_STR touch|PUSH_STR %/ran|MAKE_LIST 1|EXEC",
        ["EXEC_CAPTURE"] = "PUSH_STR touch|PUSH_STR %/ran|MAKE_LIST 1|EXEC_CAPTURE",
        ["HTTP_GET"] = "PUSH_STR http://127.0.0.1:1/|HTTP_GET",
        ["HTTP_POST"] = "PUSH_STR http://127.0.0.1:1/|PUSH_STR x|HTTP_POST",
        ["TCP_CONNECT"] = "PUSH_STR 127.0.0.1|PUSH_INT 1|TCP_CONNECT",
        ["TCP_LISTEN"] = "PUSH_INT 0|TCP_LISTEN|CLOSE",
        ["UDP_BIND"] = "PUSH_INT 0|UDP_BIND|CLOSE",
        ["UDP_SEND"] = $"PUSH_INT 0|UDP_BIND|PUSH_STR {Elsewhere}|PUSH_INT 1|PUSH_STR x|UDP_SEND",
        ["DNS_RESOLVE"] = "PUSH_STR localhost|DNS_RESOLVE",
        ["DB_CONNECT"] = "PUSH_STR sqlite:%/new.db|DB_CONNECT|CLOSE",
        ["ASYNC_READ"] = "PUSH_STR %/a|ASYNC_READ|AWAIT",
        ["ASYNC_WRITE"] = "PUSH_STR x|PUSH_STR %/new|ASYNC_WRITE|AWAIT",
        ["future.read_bytes/1"] = "PUSH_STR %/a|NATIVE future.read_bytes 1|AWAIT",
        ["future.write_bytes/2"] = "PUSH_STR %/new|PUSH_STR %/a|READ_BYTES|NATIVE future.write_bytes 2|AWAIT",
        ["stream.open_read/1"] = "PUSH_STR %/a|NATIVE stream.open_read 1|CLOSE",
        ["stream.open_write/1"] = "PUSH_STR %/new|NATIVE stream.open_write 1|CLOSE",
        ["stream.open_append/1"] = "PUSH_STR %/a|NATIVE stream.open_append 1|CLOSE",
        ["file.is_file/1"] = "PUSH_STR %/a|NATIVE file.is_file 1",
        ["file.is_folder/1"] = "PUSH_STR %|NATIVE file.is_folder 1",
        ["file.modified/1"] = "PUSH_STR %/a|NATIVE file.modified 1",
        ["file.make_folder/1"] = "PUSH_STR %/new|NATIVE file.make_folder 1",
        ["file.remove_folder/1"] = "PUSH_STR %/empty|NATIVE file.remove_folder 1",
        ["file.rename/2"] = "PUSH_STR %/a|PUSH_STR %/new|NATIVE file.rename 2",
        ["file.copy/2"] = "PUSH_STR %/a|PUSH_STR %/new|NATIVE file.copy 2",
        ["file.temp_folder/0"] = "NATIVE file.temp_folder 0|NATIVE file.remove_folder 1",
        ["scheme.open-input-file/1"] = "PUSH_STR %/a|NATIVE scheme.open-input-file 1",
        ["scheme.open-binary-input-file/1"] = "PUSH_STR %/a|NATIVE scheme.open-binary-input-file 1",
        ["scheme.open-output-file/1"] = "PUSH_STR %/new|NATIVE scheme.open-output-file 1",
        ["scheme.open-binary-output-file/1"] = "PUSH_STR %/new|NATIVE scheme.open-binary-output-file 1",
        ["scheme.file-exists?/1"] = "PUSH_STR %/a|NATIVE scheme.file-exists? 1",
        ["scheme.delete-file/1"] = "PUSH_STR %/a|NATIVE scheme.delete-file 1",
        ["scheme.get-environment-variable/1"] = "PUSH_STR HOME|NATIVE scheme.get-environment-variable 1",
        ["csv.reader/2"] = "PUSH_STR %/a|MAKE_OBJECT|NATIVE csv.reader 2|CLOSE",
        ["net.tcp_connect/3"] = "PUSH_STR 127.0.0.1|PUSH_INT 1|PUSH_INT 1000|NATIVE net.tcp_connect 3",
        ["net.tls_connect/2"] = "PUSH_STR 127.0.0.1|PUSH_INT 1|NATIVE net.tls_connect 2",
        ["net.tls_connect/3"] = "PUSH_STR 127.0.0.1|PUSH_INT 1|MAKE_OBJECT|NATIVE net.tls_connect 3",
        ["net.listen/2"] = "PUSH_STR 127.0.0.1|PUSH_INT 0|NATIVE net.listen 2|CLOSE",
        ["net.tls_listen/3"] = $"PUSH_STR 127.0.0.1|PUSH_INT 0|MAKE_OBJECT|PUSH_TEXT \"{Certificate.Value.Pem}\"|SET_FIELD certificate|PUSH_TEXT \"{Certificate.Value.Key}\"|SET_FIELD key|NATIVE net.tls_listen 3|CLOSE",
        ["net.udp_bind/2"] = "PUSH_STR 127.0.0.1|PUSH_INT 0|NATIVE net.udp_bind 2|CLOSE",
        ["net.resolve_all/1"] = "PUSH_STR localhost|NATIVE net.resolve_all 1",
        ["http.request/4"] = "PUSH_STR GET|PUSH_STR http://127.0.0.1:1/|MAKE_OBJECT|NULL|NATIVE http.request 4",
        ["http.request/5"] = "PUSH_STR GET|PUSH_STR http://127.0.0.1:1/|MAKE_OBJECT|NULL|MAKE_OBJECT|NATIVE http.request 5",
        ["http.listen/1"] = "PUSH_INT 0|NATIVE http.listen 1|CLOSE",
        ["http.listen/2"] = "PUSH_INT 0|MAKE_OBJECT|NATIVE http.listen 2|CLOSE",
    };

    /// <summary>Where one code does not show every kind.</summary>
    private static readonly Dictionary<(string Name, AccessKind Kind), string> Others = new()
    {
        [("DB_CONNECT", AccessKind.Net)] = "PUSH_STR postgres://nobody@127.0.0.1:1/none|DB_CONNECT",
    };

    /// <summary>Where the part of a kind that is denied must be smaller, because the code needs another part of it on its way.</summary>
    private static readonly Dictionary<string, string> DeniedTargets = new() { ["UDP_SEND"] = Elsewhere };

    private static string Escape(string text) => text.ReplaceLineEndings("\\n");

    /// <summary>The code; null when there is none.</summary>
    /// <param name="name">The mnemonic, or the function's name and number of values.</param>
    /// <param name="kind">The permission to show.</param>
    public static string? CodeOf(string name, AccessKind kind) => Others.GetValueOrDefault((name, kind)) ?? Codes.GetValueOrDefault(name);

    /// <summary>The flag that denies what the code does.</summary>
    /// <param name="name">As for the code.</param>
    /// <param name="kind">The permission.</param>
    public static string DenialOf(string name, AccessKind kind) => PermissionFlag.Deny(kind, DeniedTargets.GetValueOrDefault(name));

    /// <summary>The flags that allow everything else and the smaller part.</summary>
    /// <param name="name">As for the code.</param>
    /// <param name="kind">The permission that is missing.</param>
    public static IEnumerable<string> SandboxWithout(string name, AccessKind kind) =>
        [PermissionFlag.Sandbox, .. PermissionFlag.Kinds.Where(other => other != kind).Select(other => PermissionFlag.Allow(other)),
            .. DeniedTargets.ContainsKey(name) ? [PermissionFlag.Allow(kind, "127.0.0.1")] : Array.Empty<string>()];
}
