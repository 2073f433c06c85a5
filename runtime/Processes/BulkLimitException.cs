namespace TinyTotIL.Runtime.Processes;

/// <summary>Work has met the limit of its <see cref="BulkBudget"/>. Operations turn it into an error of the language.</summary>
internal sealed class BulkLimitException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BulkLimitException()
        : base("The work makes more than it may.")
    {
    }
}
