using System.Globalization;
using System.Text;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>docs/tools.md, written from the catalogue.</summary>
internal static class ToolsDocument
{
    /// <summary>What is true of all tools: a name, and a sentence about it.</summary>
    private static readonly (string Name, string Text)[] Common =
    [
        (
            "`url`",
            "every tool with `project_id` or `group_id` also takes `url`, a web address of the same GitLab, for the ids that it "
                + "holds: `https://gitlab.example.com/group/app/-/issues/7`"
        ),
        (
            "`detail`",
            "most reading tools take `detail: \"full\"` for every field that GitLab sends; without it an answer has the fields "
                + "that are acted on. Those that put their answer together, like `whoami`, do not"
        ),
        (
            "`page`, `per_page`",
            "lists answer `items`, with `next_page` while there is more, and `total` where GitLab counts; GraphQL lists, and very "
                + "long ones, go by `cursor`"
        ),
        ("`offset`", "long texts come in windows that name the `offset` of the next one; no answer has more than 25,000 tokens"),
        (
            "`dry_run`",
            "every tool that changes something takes `dry_run: true`, which sends nothing and shows what would be sent; the three "
                + "that have a `dry_run` of their own show more"
        ),
        (
            "`confirm`",
            "deletes, merges and what is marked † may have to be confirmed (`GITLAB_CONFIRM_DESTRUCTIVE`): where the client cannot "
                + "ask its user, a dry run gives a `confirm` for the same call, once, within five minutes"
        ),
        ("`untrusted`", "an answer begins with the names of its fields that hold other people's text"),
        ("`structuredContent`", "the answer once more, as the object that its text is, for clients since 2025-06-18"),
        (
            "errors",
            "`isError` with a sentence: what was wrong, why, what to do next; `structuredContent` has `error`, `retryable` and, "
                + "when it is known, `retry_after` in seconds"
        ),
    ];

    public static string Write(IReadOnlyList<BoundTool> tools)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Tools

            {tools.Count} tools in {AllToolsets.List.Count} toolsets. This page is written by the tests (`UPDATE_SNAPSHOTS=1`),
            from what the server lists.

            Listed unless you ask for others: the core, **{Core.Names.Count}** tools, marked ●. Ask for others with
            `GITLAB_TOOLSETS` (names from the headings below, or `all`), `GITLAB_TOOLS` (single tools on top), a switch where
            a toolset names one, per request with the headers `X-GitLab-Toolsets`, `X-GitLab-Tools`, `X-GitLab-Read-Only` or
            the query parameters `toolsets`, `tools`, `read_only` of `/mcp` (a request's tools come on top of its toolsets
            if it names both; otherwise it gets only these),
            or let the model find them with `discover_tools` and call them with `call_tool`.
            What the operator sets is the most that a request can get.

            ## What holds for every tool

            | | |
            |---|---|

            """
        );
        foreach (var (name, text) in Common)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {text} |\n");
        }

        page.Append(
            """

            In the tables, **bold** arguments are required; those in (parentheses) the default list leaves out, although they are taken.
            Access is *read*, *write* or *delete*; `GITLAB_READ_ONLY_MODE` leaves the first, `GITLAB_PERMISSION_MODE=modify` the first
            two. † marks what may have to be confirmed like a delete, + what only adds to what is there: for everything else that writes,
            MCP's `destructiveHint` is true.


            """
        );
        foreach (var toolset in AllToolsets.List)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {toolset.Name}\n\n{toolset.About}.{AddedBy(toolset.Switch)}\n\n");
            page.Append("| tool | | access | arguments |\n|---|---|---|---|\n");
            foreach (var tool in tools.Where(tool => tool.Toolset == toolset.Name))
            {
                var mark = Core.Names.Contains(tool.Tool.Name) ? " ●" : "";
                var about = Cell(tool.Tool.Description) + AddedBy(tool.Tool.Switch);
                page.Append(CultureInfo.InvariantCulture, $"| `{tool.Tool.Name}`{mark} | {about} | {Access(tool)} | {Arguments(tool)} |\n");
            }

            page.Append('\n');
        }

        page.Append("## Other names\n\nTaken in calls and settings, never listed:\n\n| name | tool |\n|---|---|\n");
        foreach (var (name, tool) in Aliases.Table.OrderBy(alias => alias.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | `{tool}` |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string AddedBy(string? setting) => setting is null ? "" : $" `{setting}=true` adds it.";

    private static string Access(BoundTool tool) =>
        (tool.Tool.Actor != Tools.Definition.Actor.Tool ? "as asked" : tool.Tool.Access.ToString().ToLowerInvariant())
        + (
            tool.Tool.MayNeedConfirmation && tool.Tool.Access != Tools.Definition.Access.Delete ? " †"
            : tool.Tool.Access > Tools.Definition.Access.Read && tool.Tool.Effect == Tools.Definition.Effect.Add ? " +"
            : ""
        );

    private static string Arguments(BoundTool tool) =>
        string.Join(
            ", ",
            tool.Arguments.Arguments.Where(argument => !argument.IsDescribedOnce)
                .Select(argument =>
                    argument.IsRequired ? $"**{argument.Name}**"
                    : argument.IsHiddenByDefault && Core.Names.Contains(tool.Tool.Name) ? $"({argument.Name})"
                    : argument.Name
                )
        );

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
