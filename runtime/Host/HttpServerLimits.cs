namespace TinyTotIL.Runtime.Host;

/// <summary>What clients may ask of an HTTP server, so that no client can take all of it.</summary>
internal sealed record HttpServerLimits
{
    /// <summary>Bytes of a request line with all headers.</summary>
    public int HeadBytes { get; init; } = 64 << 10;

    /// <summary>Header lines of a request.</summary>
    public int HeaderLines { get; init; } = 200;

    /// <summary>Bytes of a body.</summary>
    public int BodyBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of all bodies that are being received or wait for an answer.</summary>
    public long WaitingBytes { get; init; } = 256 << 20;

    /// <summary>Requests that wait for an answer.</summary>
    public int Waiting { get; init; } = 1000;

    /// <summary>Connections; further ones wait with the system.</summary>
    public int Connections { get; init; } = 4000;

    /// <summary>How long a connection may be silent between requests.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request line with its headers may take.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a body may take.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the program may take for an answer.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a client may take to accept a piece of an answer.</summary>
    public TimeSpan WriteTime { get; init; } = TimeSpan.FromSeconds(60);
}
