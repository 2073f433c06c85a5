namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Why a request has no result, in the numbers of JSON-RPC and the Language Server Protocol.</summary>
internal enum ProtocolError
{
    /// <summary>What came is not JSON.</summary>
    ParseError = -32700,

    /// <summary>What came is no request, or not one for now.</summary>
    InvalidRequest = -32600,

    /// <summary>There is no such method.</summary>
    MethodNotFound = -32601,

    /// <summary>What was sent along is not what the method takes.</summary>
    InvalidParameters = -32602,

    /// <summary>A fault of the server.</summary>
    InternalError = -32603,

    /// <summary>The first request has to be <c>initialize</c>.</summary>
    NotInitialized = -32002,

    /// <summary>The request is right and cannot be done.</summary>
    RequestFailed = -32803,

    /// <summary>The client no longer wants the result.</summary>
    Cancelled = -32800,
}
