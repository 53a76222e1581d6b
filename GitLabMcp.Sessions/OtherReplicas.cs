using GitLabMcp.ServiceDefaults.Internal;
using Grpc.Core;

namespace GitLabMcp.Sessions;

/// <summary>Sends an Edge to another replica, when this one alone may not reach the store.</summary>
internal static class OtherReplicas
{
    public static readonly Metadata.Entry Header = new(Impairment.Header, "1");

    /// <summary>Whether there is one left that the Edge can ask.</summary>
    /// <param name="mayGoElsewhere">What the message says.</param>
    public static bool MayBeAsked(bool mayGoElsewhere, ServerCallContext context) =>
        mayGoElsewhere && context.RequestHeaders.Get(Impairment.LastHeader) is null;

    public static async Task<Elsewhere> AnswerAsync(ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync([Header]);
        return new();
    }
}
