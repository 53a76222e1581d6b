using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I1 and I2: whose answer it is, and to which request.</summary>
internal static class Answers
{
    /// <summary>The answer says another user than the request, or GitLab got another user's token for it.</summary>
    public static IEnumerable<Violation> OfOthers(IReadOnlyList<Call> calls, IReadOnlyList<GitLabCall> gitLab)
    {
        foreach (var call in calls)
        {
            if (call.AnsweredUser is { } user && user != call.User)
            {
                yield return new(Invariant.I1, $"{call} got an answer for {user}.");
            }
        }

        var users = calls.Where(call => call.Nonce is not null).ToDictionary(call => call.Nonce!, call => call.User);
        foreach (var call in gitLab)
        {
            if (users.TryGetValue(call.Nonce, out var user) && user != call.User)
            {
                yield return new(Invariant.I1, $"Request {call.Nonce} of {user} went to GitLab with a token of {call.User}.");
            }
        }
    }

    public static IEnumerable<Violation> OfOtherRequests(IReadOnlyList<Call> calls) =>
        calls
            .Where(call => call.AnsweredNonce is not null && call.AnsweredNonce != call.Nonce)
            .Select(call => new Violation(Invariant.I2, $"{call} got the answer to {call.AnsweredNonce}."));
}
