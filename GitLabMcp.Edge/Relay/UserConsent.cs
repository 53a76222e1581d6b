using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>Asking the user before harm, where the client can: the call is answered with a question, and the client repeats
/// it with the answer and the state that came with the question (MCP 2026-07-28, multi round-trip requests).</summary>
internal static class UserConsent
{
    private const string Key = "consent";

    public static bool CanAsk(McpServer server) =>
        server is { IsMrtrSupported: true, ClientCapabilities.Elicitation: { Form: not null } or { Url: null } };

    public static InputRequiredException Ask(ConfirmationRequest question) =>
        new(
            new Dictionary<string, InputRequest>
            {
                [Key] = InputRequest.ForElicitation(
                    new ElicitRequestParams { Message = question.Text, RequestedSchema = new ElicitRequestParams.RequestSchema() }
                ),
            },
            question.State
        );

    /// <summary>What the user said to the question; null when the call brings no answer to it, and so is to be asked again.</summary>
    public static bool? Answer(CallToolRequestParams parameters)
    {
        try
        {
            return parameters.InputResponses?.TryGetValue(Key, out var answer) == true && answer is not null
                ? answer.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.IsAccepted
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a call may bring a confirmation. It is not worth reading the arguments for: JSON can write a letter as \u00XX,
    /// so whatever has such an escape may have it too, and the rpc for it is right for every call.</summary>
    public static bool MayConfirm(CallToolRequest message) =>
        message.State.Length > 0 || message.Arguments.Span.IndexOf("\"confirm\""u8) >= 0 || message.Arguments.Span.IndexOf("\\u00"u8) >= 0;

    public static ConfirmationUse Use(ConsumeOutcome outcome) =>
        outcome switch
        {
            ConsumeOutcome.First => ConfirmationUse.First,
            ConsumeOutcome.Again => ConfirmationUse.Again,
            _ => ConfirmationUse.Unknown,
        };
}
