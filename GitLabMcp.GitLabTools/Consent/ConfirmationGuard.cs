using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Consent;

/// <summary>Stands before calls that change something: shows them on request, and has those that do harm confirmed.</summary>
internal sealed partial class ConfirmationGuard(OperatorSettings settings, Confirmations confirmations)
{
    /// <param name="perform">Makes the call, as the given reach lets it.</param>
    public async Task<ToolReply> CallAsync(
        BoundTool tool,
        object?[] values,
        ToolContext context,
        Func<ToolContext, Task<ToolReply>> perform,
        CancellationToken ct
    )
    {
        var isShown = tool.IsDryRun(values);
        var isTried = tool.IsTriedByGitLab(values);
        var isAsked =
            tool.Tool.IsHarmful
            && (
                settings.Confirmation == ConfirmationRule.True || (settings.Confirmation == ConfirmationRule.Auto && context.Consent.CanAsk)
            );
        if (!isShown && !isAsked)
        {
            return await perform(context);
        }

        var by = context.Consent.CanAsk ? ConfirmedBy.Question : ConfirmedBy.Preview;
        var call = new BoundCall(context.GitLab.Principal, context.GitLab.Instance.Api.AbsoluteUri, tool.Tool.Name, tool.Canonical(values));
        if (isTried)
        {
            var tried = await perform(context);
            return by == ConfirmedBy.Preview && tried is ToolReply.Text { Content: ['{', ..] } text
                ? WithConfirmation(text, confirmations.Make(by, call))
                : tried;
        }

        var given = context.Consent.CanAsk ? context.Consent.State : tool.Confirmation(values);
        if (!isShown && given is { Length: > 0 })
        {
            return confirmations.Check(given, by, call) switch
            {
                Confirmations.Verdict.Good good when good.Name == context.Consent.ConsumedConfirmation => await perform(context),
                Confirmations.Verdict.Good good => new ToolReply.ConsumesConfirmation(good.Name),
                Confirmations.Verdict.Late => ToolReply.Refuse(
                    $"This confirmation of {tool.Tool.Name} is older than five minutes, so nothing was done. Call again without it for a new one."
                ),
                _ => ToolReply.Refuse(
                    $"This confirmation is not for this call of {tool.Tool.Name} with these arguments, so nothing was done. Call again without it for the right one."
                ),
            };
        }

        var plan = new DryRun(context.GitLab.Sender);
        var reply = await perform(context.InDryRun(plan));
        if (plan.IsEmpty)
        {
            return isShown && reply is not ToolReply.Refused
                ? ToolReply.Json(new JsonObject { ["dry_run"] = true, ["would_send"] = new JsonArray() })
                : reply;
        }

        var told = await plan.DescribeAsync(ct);
        var value = isAsked && told.IsWhole ? confirmations.Make(by, call) : null;
        return isShown ? Shown(told, by == ConfirmedBy.Preview ? value : null)
            : value is null
                ? ToolReply.Refuse(
                    $"Nothing was done: {tool.Tool.Name} must be confirmed here, and this call is too long to be shown whole. Do it in smaller calls."
                )
            : by == ConfirmedBy.Question
                ? new ToolReply.NeedsConfirmation(
                    $"{tool.Tool.Title}? GitLab would get{(told.IsCut ? ", its long texts shortened here" : "")}: {Text(told)}",
                    value
                )
            : ToolReply.Refuse(
                $"Nothing was done: {tool.Tool.Name} must be confirmed here. Show the user what it would send, and if they agree call again with the same arguments and confirm={value} within five minutes. GitLab would get: {Text(told)}"
            );
    }

    private static ToolReply Shown(DryRun.DryRunReport told, string? confirm)
    {
        var shown = new JsonObject
        {
            ["dry_run"] = true,
            ["would_send"] = told.Requests,
            ["note"] =
                $"Nothing was changed. GitLab has not checked this call; what depends on its answers is not shown.{(told.IsWhole ? "" : " This is too long to be shown whole.")}{(told is { IsWhole: true, IsCut: true } ? " Long texts are shortened." : "")}",
        };
        if (confirm is not null)
        {
            shown["confirm"] = confirm;
            shown["next"] =
                "If the user agrees, call again with the same arguments and this confirm, without dry_run, within five minutes.";
        }

        return ToolReply.Json(shown);
    }

    /// <summary>GitLab itself said what the call would do.</summary>
    private static ToolReply WithConfirmation(ToolReply.Text text, string confirm)
    {
        var answer = JsonNode.Parse(text.Content)!.AsObject();
        answer["confirm"] = confirm;
        answer["next"] = "If the user agrees, call again with the same arguments, dry_run=false and this confirm within five minutes.";
        return ToolReply.Json(answer);
    }

    /// <summary>Marks that nobody sees, or that turn the direction of a text, could show another text than is sent.</summary>
    private static string Text(DryRun.DryRunReport told) =>
        Unseen()
            .Replace(
                string.Join('\n', told.Requests.Select(request => Line(request!.AsObject()))),
                mark => string.Concat(mark.Value.Select(half => $"\\u{(int)half:x4}"))
            );

    /// <summary>`PUT projects/group/app/merge_requests/5/merge {"sha":"…"}`.</summary>
    private static string Line(JsonObject request)
    {
        var rest = new JsonObject(
            request
                .Where(field => field.Key is not ("method" or "path") && field.Value is not JsonObject { Count: 0 })
                .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))
        );
        var said = rest.Count == 1 && rest["body"] is { } body ? body : rest;
        return $"{request["method"]} {request["path"]}{(rest.Count == 0 ? "" : " " + said.ToJsonString(ToolJson.Options))}".Trim();
    }

    /// <summary>Tags (U+E0000 and on) are pairs of halves.</summary>
    [GeneratedRegex(@"\p{Cf}|\uDB40[\uDC00-\uDFFF]")]
    private static partial Regex Unseen();
}
