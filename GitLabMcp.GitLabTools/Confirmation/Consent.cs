namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>When the operator wants a call that does harm to be confirmed (GITLAB_CONFIRM_DESTRUCTIVE).</summary>
internal enum ConfirmationRule
{
    /// <summary>Where the client can ask its user.</summary>
    Auto,
    True,
    False,
}

/// <summary>What one request brings of its user's consent.</summary>
/// <param name="CanAsk">The client can ask its user.</param>
/// <param name="State">What our question said that the user has answered with yes; empty for none.</param>
/// <param name="ConsumedConfirmation">The confirmation that is used up for this request, so that it counts for no other; empty for none.</param>
internal sealed record Consent(bool CanAsk, string State, string ConsumedConfirmation)
{
    /// <summary>For requests that only read.</summary>
    public static readonly Consent None = new(CanAsk: false, State: "", ConsumedConfirmation: "");
}
