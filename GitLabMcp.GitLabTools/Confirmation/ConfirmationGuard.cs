namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>Knows when a call that does harm must be confirmed, and whether the confirmation that it brings counts.</summary>
internal sealed class ConfirmationGuard(ConfirmationRule rule, Confirmations confirmations)
{
    /// <summary>Whether a request must have the calls that do harm confirmed.</summary>
    public bool AsksFor(Consent consent) => rule == ConfirmationRule.True || (rule == ConfirmationRule.Auto && consent.CanAsk);

    /// <summary>A value that confirms this call, for whoever was shown it.</summary>
    public string Confirmation(BoundCall call, Consent consent) => confirmations.Make(consent.By, call);

    /// <summary>Checks a confirmation for this very call, and only if it is valid has it marked as used: it counts once.</summary>
    public async Task<ConfirmationCheck> CheckAsync(string given, BoundCall call, Consent consent, CancellationToken ct) =>
        confirmations.Check(given, consent.By, call) switch
        {
            Confirmations.Verdict.Good good => Check(await consent.ConsumeAsync(good.Name, ct)),
            Confirmations.Verdict.Late => new ConfirmationCheck.Refused(
                $"This confirmation of {call.Tool} is older than five minutes, so nothing was done. Call again without it for a new one.",
                Retry.Never
            ),
            _ => new ConfirmationCheck.Refused(
                $"This confirmation is not for this call of {call.Tool} with these arguments, so nothing was done. "
                    + "Call again without it for the right one.",
                Retry.Never
            ),
        };

    private static ConfirmationCheck Check(ConfirmationUse use) =>
        use switch
        {
            ConfirmationUse.First => new ConfirmationCheck.Confirmed(),
            ConfirmationUse.Again => new ConfirmationCheck.Refused(
                "This confirmation was used before, and each counts once, so nothing was done. Call again without it for a new one.",
                Retry.Never
            ),
            _ => new ConfirmationCheck.Refused(
                "It cannot be checked right now whether this confirmation was used before, so nothing was done. Try again in a moment.",
                Retry.Later
            ),
        };
}

/// <summary>Whether a call that brings a confirmation may be made.</summary>
internal abstract record ConfirmationCheck
{
    internal sealed record Confirmed : ConfirmationCheck;

    internal sealed record Refused(string Sentence, Retry Retry) : ConfirmationCheck;
}
