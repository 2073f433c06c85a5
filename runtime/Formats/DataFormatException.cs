namespace TinyTotIL.Runtime.Formats;

/// <summary>Data is not what its format asks for. Operations turn it into an error of the language with the same text.</summary>
internal sealed class DataFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public DataFormatException(string message)
        : base(message)
    {
    }
}
