using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Consent;

/// <summary>Stands before calls that change something: shows them on request, and has those that do harm confirmed.</summary>
internal sealed class HarmGuard(OperatorSettings settings, Confirmations confirmations)
{
    /// <param name="perform">Makes the call, as the given reach lets it.</param>
    public async Task<ToolReply> CallAsync(CallableTool tool, object?[] values, Reach reach, Func<Reach, Task<ToolReply>> perform, CancellationToken ct)
    {
        var isShown = tool.IsDryRun(values);
        var isAsked = tool.IsHarmful(values) && (settings.Confirmation == ConfirmationRule.True || (settings.Confirmation == ConfirmationRule.Auto && reach.Consent.CanAsk));
        if (!isShown && !isAsked)
        {
            return await perform(reach);
        }

        var by = reach.Consent.CanAsk ? ConfirmedBy.Question : ConfirmedBy.Preview;
        var call = new BoundCall(GitLabPrincipal.Of(reach.GitLab.Instance, reach.GitLab.Credential), reach.GitLab.Instance.Api.AbsoluteUri, tool.Tool.Name, tool.Canonical(values));
        var given = reach.Consent.CanAsk ? reach.Consent.State : tool.Confirmation(values);
        if (!isShown && given is { Length: > 0 })
        {
            return confirmations.Check(given, by, call) switch
            {
                Confirmations.Verdict.Good good when good.Name == reach.Consent.Spent => await perform(reach),
                Confirmations.Verdict.Good good => new ToolReply.Spends(good.Name),
                Confirmations.Verdict.Late => ToolReply.Refuse($"This confirmation of {tool.Tool.Name} is older than five minutes, so nothing was done. Call again without it for a new one."),
                _ => ToolReply.Refuse($"This confirmation is not for this call of {tool.Tool.Name} with these arguments, so nothing was done. Call again without it for the right one."),
            };
        }

        var plan = new Plan();
        var reply = await perform(reach.Planning(plan));
        var value = isAsked ? confirmations.Make(by, call) : null;
        return plan.IsEmpty
            ? isShown && reply is not ToolReply.Refused ? ToolReply.Json(new JsonObject { ["dry_run"] = true, ["would_send"] = new JsonArray() }) : reply
            : isShown ? Shown(await plan.TellAsync(ct), by == ConfirmedBy.Preview ? value : null)
            : by == ConfirmedBy.Question ? new ToolReply.Asks(Question(tool, await plan.TellAsync(ct)), value!)
            : ToolReply.Refuse($"Nothing was done: {tool.Tool.Name} must be confirmed here. Show the user what it would send, and if they agree call again with the same arguments and confirm={value} within five minutes. It would send {Text(await plan.TellAsync(ct))}");
    }

    private static ToolReply Shown(JsonArray requests, string? confirm)
    {
        var shown = new JsonObject { ["dry_run"] = true, ["would_send"] = requests, ["note"] = "Nothing was changed. What depends on GitLab's answers is not shown." };
        if (confirm is not null)
        {
            shown["confirm"] = confirm;
            shown["next"] = "If the user agrees, call again with the same arguments and this confirm, without dry_run, within five minutes.";
        }

        return ToolReply.Json(shown);
    }

    private static string Question(CallableTool tool, JsonArray requests) => $"{tool.Tool.Title}? This would be sent to GitLab: {Text(requests)}";

    private static string Text(JsonArray requests) => requests.ToJsonString(ToolJson.Options);
}
