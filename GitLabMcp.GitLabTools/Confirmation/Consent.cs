namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>When the operator wants a call that does harm to be confirmed (GITLAB_CONFIRM_DESTRUCTIVE).</summary>
internal enum ConfirmationRule
{
    /// <summary>Where the client can ask its user.</summary>
    Auto,
    True,
    False,
}

/// <summary>What became of marking a confirmation as used.</summary>
internal enum ConfirmationUse
{
    /// <summary>The store could not be asked, so the confirmation does not count.</summary>
    Unknown,
    First,

    /// <summary>It was used before, by this call or another.</summary>
    Again,
}

/// <summary>What one request brings of its user's consent.</summary>
/// <param name="CanAsk">The client can ask its user.</param>
/// <param name="State">The confirmation that came with our question, and that the user has answered with yes; empty for none.</param>
/// <param name="ConsumeAsync">Has the confirmation of that name marked as used, so that it counts for no other call.</param>
internal sealed record Consent(bool CanAsk, string State, Func<string, CancellationToken, Task<ConfirmationUse>> ConsumeAsync)
{
    /// <summary>For requests that only read.</summary>
    public static readonly Consent None = new(CanAsk: false, State: "", CannotConsume);

    public ConfirmedBy By => CanAsk ? ConfirmedBy.Question : ConfirmedBy.Preview;

    /// <summary>For callers that have no way to mark a confirmation as used: none counts.</summary>
    public static Task<ConfirmationUse> CannotConsume(string name, CancellationToken ct) => Task.FromResult(ConfirmationUse.Unknown);
}
