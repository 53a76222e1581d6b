using System.Diagnostics;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.QuickActions;
using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Calls a tool: reads the arguments, has the call confirmed where it must be, keeps the limits, makes the request and
/// shapes the answer.</summary>
internal sealed class ToolCaller(ProjectLimits limits, ConfirmationGuard guard)
{
    public async Task<ToolReply> CallAsync(BoundTool tool, ReadOnlyMemory<byte> arguments, ToolContext context, CancellationToken ct)
    {
        using var activity = GitLabActivity.Source.StartActivity(tool.SpanName);
        activity?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", tool.Tool.Name);
        var reply = await RunAsync(tool, arguments, context, ct);
        if (reply is ToolReply.Refused)
        {
            activity?.SetTag("error.type", "tool_error").SetStatus(ActivityStatusCode.Error);
        }

        return reply is ToolReply.Text text && tool.Tool.HasUntrustedMark
            ? text with
            {
                Content = UntrustedFields.Mark(text.Content),
            }
            : reply;
    }

    private async Task<ToolReply> RunAsync(BoundTool tool, ReadOnlyMemory<byte> arguments, ToolContext context, CancellationToken ct)
    {
        var reading = tool.Arguments.Read(arguments, context.GitLab.Instance);
        if (reading is not Reading<CallValues>.Value { Result: var values })
        {
            return ToolReply.Refuse(((Reading<CallValues>.Refused)reading).Sentence);
        }

        if (WrongTogether(tool, values) is { } sentence)
        {
            return ToolReply.Refuse(sentence);
        }

        if (tool.Owners.MakePlain(values, context.GitLab.Instance) is { } unusable)
        {
            return ToolReply.Refuse(unusable);
        }

        if (tool.Deleting.WhyNot(values, context.Tools) is { } why)
        {
            return ToolReply.Refuse(why);
        }

        if (context.Tools.WhyDenied(tool.Tool.SameTools(values)) is { } denied)
        {
            return ToolReply.Refuse($"This call of {tool.Tool.Name} is refused: {denied}.");
        }

        var reply = !tool.Tool.CanBePreviewed
            ? await PerformAsync(tool, values, context, ct)
            : QuickActionPolicy.Of(tool.Tool.Texts(values), context.Tools) switch
            {
                QuickActionPolicy.Allowed actions => await ChangeAsync(tool, values, actions, context, ct),
                QuickActionPolicy.Refused refused => ToolReply.Refuse(refused.Sentence),
                var other => throw new InvalidOperationException($"No such outcome: {other}"),
            };
        reply = NextStep.AddTo(reply, tool, values, context.Tools);
        return reply is ToolReply.Text text ? text with { Ignored = [.. values.Ignored, .. text.Ignored] } : reply;
    }

    /// <summary>A call that may change something: it is shown on request, and made only when it is confirmed where it must be.</summary>
    private async Task<ToolReply> ChangeAsync(
        BoundTool tool,
        CallValues values,
        QuickActionPolicy.Allowed actions,
        ToolContext context,
        CancellationToken ct
    )
    {
        var consent = context.Consent;
        var isPreview = tool.IsDryRun(values);
        var mustBeConfirmed =
            tool.Tool.IsAlwaysConfirmed || ((tool.Tool.MayNeedConfirmation || actions.MustBeConfirmed) && guard.AsksFor(consent));
        if (!isPreview && !mustBeConfirmed)
        {
            return await PerformAsync(tool, values, context, ct);
        }

        var call = new BoundCall(
            context.GitLab.Principal,
            context.GitLab.Instance.Api.AbsoluteUri,
            tool.Tool.Name,
            tool.Tool.Title,
            tool.Canonical(values),
            actions.Shown
        );
        if (tool.Tool.IsAlwaysConfirmed)
        {
            // When the tool would show something else by now, a confirmation of what it showed before is not for this call.
            var shown = await PerformAsync(tool, values.AsDryRun(), context, ct);
            if (shown is not ToolReply.Text { Content: var seen })
            {
                return shown;
            }

            call = call with { Arguments = $"{call.Arguments}\n{seen}" };
            if (tool.IsTriedByGitLab(values))
            {
                return consent.CanAsk ? shown : ToolReply.Json(Preview.WithConfirmation(seen, guard.Confirmation(call, consent)));
            }
        }
        else if (tool.IsTriedByGitLab(values))
        {
            var trial = await PerformAsync(tool, values, context, ct);
            return !consent.CanAsk && trial is ToolReply.Text { Content: ['{', ..] } text
                ? ToolReply.Json(Preview.WithConfirmation(text.Content, guard.Confirmation(call, consent)))
                : trial;
        }

        var given = consent.CanAsk ? consent.State : values.Framework.Confirm;
        if (!isPreview && given is { Length: > 0 })
        {
            return await guard.CheckAsync(given, call, consent, ct) switch
            {
                ConfirmationCheck.Confirmed => await PerformAsync(tool, values, context, ct),
                ConfirmationCheck.Refused refused => ToolReply.Refuse(refused.Sentence, refused.Retry),
                var other => throw new InvalidOperationException($"No such outcome: {other}"),
            };
        }

        var dryRun = new DryRun(context.GitLab.Sender);
        var reply = await PerformAsync(tool, values, context with { GitLab = context.GitLab.With(dryRun) }, ct);
        if (dryRun.IsEmpty)
        {
            return isPreview && reply is not ToolReply.Refused
                ? ToolReply.Json(new JsonObject { ["dry_run"] = true, ["would_send"] = new JsonArray() })
                : reply;
        }

        var report = await dryRun.DescribeAsync(ct);
        var confirmation = mustBeConfirmed && report.IsWhole ? guard.Confirmation(call, consent) : null;
        return isPreview ? ToolReply.Json(Preview.Json(call, report, consent.CanAsk ? null : confirmation))
            : confirmation is null ? ToolReply.Refuse(Preview.TooLong(call))
            : consent.CanAsk ? new ToolReply.NeedsConfirmation(Preview.Question(call, report), confirmation)
            : ToolReply.Refuse(Preview.Instruction(call, report, confirmation));
    }

    private async Task<ToolReply> PerformAsync(BoundTool tool, CallValues values, ToolContext context, CancellationToken ct)
    {
        // Only a tool that may change something has a subject, so a write of another one is not sent.
        context = tool.Tool.CanBePreviewed ? context with { GitLab = context.GitLab.For(tool.Subject(values)) } : context;
        var gitlab = context.GitLab;
        if (!limits.IsNone && await limits.CheckAsync(tool, values, gitlab, ct) is { } refused)
        {
            return refused;
        }

        if (values.SlashedRef is { } slashed && await SlashedRefs.ResolveAsync(slashed, tool, values, gitlab, ct) is { } unknown)
        {
            return unknown;
        }

        if (await tool.Lookups.ResolveAsync(values, gitlab, context.Tools, ct) is { } unresolved)
        {
            return unresolved;
        }

        foreach (var step in tool.Tool.Steps)
        {
            if (await step.RunAsync(values, gitlab, ct) is { } ended)
            {
                return ended;
            }
        }

        var reply =
            tool.Rest is { } rest ? ToolReply.Of(await SendAsync(rest, tool.Tool, values, gitlab, ct))
            : tool.GraphQL is { } operation ? ToolReply.Of(await gitlab.QueryAsync(operation.Document, operation.Variables(values), ct))
            : await tool.Tool.Code!(tool.Record(values), context, ct);
        if (reply is not ToolReply.Raw raw)
        {
            return reply;
        }

        var view = tool.View(values, Both(limits.RowsOf(tool.Tool, values), tool.Tool.Rows?.Invoke(values)));
        using var answer = limits.Narrow(tool.Tool, tool.Tool.IsPagedHere ? PageOfAll.Of(raw.Answer, view.Page, view.PerPage) : raw.Answer);
        return tool.Shape.Shape(answer, view);
    }

    /// <returns>Null when the arguments may stand beside each other; otherwise what is wrong.</returns>
    private static string? WrongTogether(BoundTool tool, CallValues values)
    {
        if (tool.Tool.OneOf is { Count: > 0 } names && names.Count(name => values[name] is not null) != 1)
        {
            return $"Give exactly one of the arguments {string.Join(" and ", names)}.";
        }

        foreach (var exclusion in tool.Exclusions)
        {
            if (exclusion.Where(name => values[name] is not null).ToList() is { Count: > 1 } given)
            {
                return $"The arguments {string.Join(" and ", given)} exclude each other. Leave out all but one of them.";
            }
        }

        return null;
    }

    private static async Task<GitLabReply> SendAsync(RestCall rest, Tool tool, CallValues values, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = await gitlab.SendAsync(rest.Request(values), ct);
        return tool.Completion is { } complete ? await complete(values, reply, gitlab, ct) : reply;
    }

    private static Func<JsonElement, bool>? Both(Func<JsonElement, bool>? permitted, Func<JsonElement, bool>? wanted) =>
        permitted is null ? wanted
        : wanted is null ? permitted
        : row => permitted(row) && wanted(row);
}
