using System.Diagnostics;
using System.Text.Json;
using GitLabMcp.GitLabTools.Consent;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>Calls a tool: arguments, limits, request, shape.</summary>
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

        return reply is ToolReply.Text text && !tool.Tool.SpeaksForItself
            ? text with
            {
                Content = UntrustedFields.Mark(text.Content),
            }
            : reply;
    }

    private async Task<ToolReply> RunAsync(BoundTool tool, ReadOnlyMemory<byte> arguments, ToolContext context, CancellationToken ct)
    {
        if (tool.Arguments.Read(arguments, context.GitLab.Instance, out var refusal) is not { } values)
        {
            return ToolReply.Refuse(refusal!);
        }

        if (tool.Tool.OneOf is { Count: > 0 } names && names.Count(name => values[tool.Arguments.IndexOf(name)] is not null) != 1)
        {
            return ToolReply.Refuse($"Give exactly one of the arguments {string.Join(" and ", names)}.");
        }

        return tool.Tool.Changes
            ? await guard.CallAsync(tool, values, context, way => PerformAsync(tool, values, way, ct), ct)
            : await PerformAsync(tool, values, context, ct);
    }

    private async Task<ToolReply> PerformAsync(BoundTool tool, object?[] values, ToolContext context, CancellationToken ct)
    {
        var gitlab = context.GitLab;
        if (!limits.IsNone && await limits.CheckAsync(tool, values, gitlab, ct) is { } refused)
        {
            return refused;
        }

        foreach (var step in tool.Tool.Steps)
        {
            if (await step.RunAsync(new CallValues(tool.Arguments, values), gitlab, ct) is { } failed)
            {
                return failed;
            }
        }

        var reply =
            tool.Rest is { } rest ? ToolReply.Of(await gitlab.SendAsync(rest.Request(values), ct))
            : tool.GraphQL is { } operation ? ToolReply.Of(await gitlab.QueryAsync(operation.Document, operation.Variables(values), ct))
            : await tool.Tool.Code!(tool.Record(values), context, ct);
        if (reply is not ToolReply.Raw shaped)
        {
            return reply;
        }

        var view = tool.View(values, Both(limits.RowsOf(tool.Tool), tool.Tool.Rows?.Invoke(new(tool.Arguments, values))));
        using var answer = limits.Narrow(
            tool.Tool,
            tool.Tool.IsPagedHere ? PageOfAll.Of(shaped.Answer, view.Page, view.PerPage) : shaped.Answer
        );
        return tool.Shape.Shape(answer, view);
    }

    private static Func<JsonElement, bool>? Both(Func<JsonElement, bool>? permitted, Func<JsonElement, bool>? wanted) =>
        permitted is null ? wanted
        : wanted is null ? permitted
        : row => permitted(row) && wanted(row);
}
