using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.GitLabTools.Toolsets;
using Google.Protobuf;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A tool with everything about it worked out once: how to read its arguments, make its request, shape its
/// answer, and what a model sees of it.</summary>
internal sealed class BoundTool
{
    private readonly ConstructorInvoker _constructor;
    private readonly int _own;
    private readonly ByteString _listed;
    private readonly ByteString _common;
    private readonly ByteString _answer;
    private readonly int _page,
        _perPage,
        _offset,
        _cursor,
        _detail,
        _fullResponse,
        _summary,
        _dryRun,
        _confirm;

    public BoundTool(Tool tool, string toolset, ProjectId? defaultProject, ConfirmationRule confirmation)
    {
        Tool = tool;
        Toolset = toolset;
        SpanName = "execute_tool " + tool.Name;
        _own = tool.Constructor.GetParameters().Length;
        _constructor = ConstructorInvoker.Create(tool.Constructor);
        Arguments = new(ToolArgument.Of(tool, defaultProject, isConfirmed: tool.IsHarmful && confirmation == ConfirmationRule.True));
        Rest = tool.Method is null ? null : new(tool, Arguments);
        GraphQL = tool.Document is { } document ? new(document, Arguments) : null;
        Shape = new(tool);
        Projects = [.. Arguments.Arguments.Index().Where(pair => pair.Item.Type == typeof(ProjectId)).Select(pair => pair.Index)];
        (_page, _perPage) = (Arguments.IndexOf(ToolArgument.Page), Arguments.IndexOf(ToolArgument.PerPage));
        _cursor = tool.KeysetStart is null ? -1 : Arguments.IndexOf(ToolArgument.Place);
        (_offset, _detail) = (Arguments.IndexOf(ToolArgument.Offset), Arguments.IndexOf(ToolArgument.Detail));
        (_fullResponse, _summary) = (Arguments.IndexOf("full_response"), Arguments.IndexOf("summary"));
        (_dryRun, _confirm) = (Arguments.IndexOf(ToolArgument.DryRun), Arguments.IndexOf(ToolArgument.Confirm));
        Schema = ArgumentSchema.Of(Arguments.Arguments);
        _listed = ByteString.CopyFrom(ArgumentSchema.Of(Arguments.Arguments.Where(argument => !argument.IsTold)));
        _common = ByteString.CopyFrom(ArgumentSchema.Of(Arguments.Arguments.Where(argument => !argument.IsTold && !argument.IsRare)));
        _answer = ByteString.CopyFrom(AnswerSchema.Of(tool.Fields));
    }

    public Tool Tool { get; }

    /// <summary>By the conventions for generative AI: resources, prompts and completions run tools too.</summary>
    public string SpanName { get; }

    public string Toolset { get; }

    public ArgumentReader Arguments { get; }

    /// <summary>For a tool of one request.</summary>
    public RestCall? Rest { get; }

    /// <summary>For a tool of one GraphQL operation.</summary>
    public GraphQLCall? GraphQL { get; }

    public AnswerShape Shape { get; }

    /// <summary>Which arguments name projects.</summary>
    public IReadOnlyList<int> Projects { get; }

    /// <summary>What a model sees.</summary>
    /// <param name="most">The most that the request may do: a tool that does as it is asked says so.</param>
    /// <param name="withRare">With the arguments that most work does without.</param>
    public Wire.Tool Describe(Access most, bool withRare)
    {
        var access = Tool.ActsAsAsked ? most : Tool.Access;
        return new()
        {
            Name = Tool.Name,
            Title = Tool.Title,
            Description = Tool.Description,
            InputSchema = withRare ? _listed : _common,
            ReadOnly = access == Access.Read,
            Destructive = access > Access.Read && Tool.Overwrites,
            Idempotent = Tool.IsIdempotent,
            Toolset = Toolset,
            OutputSchema = _answer,
        };
    }

    /// <summary>The call only asks what would be sent.</summary>
    public bool IsDryRun(object?[] values) => _dryRun >= _own && Tool.Changes && values[_dryRun] is true;

    /// <summary>The call asks GitLab itself what it would do, which needs no consent.</summary>
    public bool IsTriedByGitLab(object?[] values) => _dryRun >= 0 && _dryRun < _own && values[_dryRun] is true;

    public string? Confirmation(object?[] values) => _confirm >= 0 ? values[_confirm] as string : null;

    /// <summary>What the call says, however it said it: the arguments as they were understood. The call that only shows what
    /// another would do says the same as that one.</summary>
    public string Canonical(object?[] values)
    {
        var said = new JsonObject();
        foreach (var (index, argument) in Arguments.Arguments.Index())
        {
            if (values[index] is { } value && index != _confirm && index != _dryRun)
            {
                said[argument.Name] = JsonSerializer.SerializeToNode(value, argument.TypeInfo);
            }
        }

        return said.ToJsonString(ToolJson.Options);
    }

    /// <summary>The schema of all arguments, those that lists leave out too; UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Schema { get; }

    /// <summary>The record of a tool of several requests.</summary>
    public object Record(object?[] values) => _constructor.Invoke(values.AsSpan(0, _own));

    public View View(object?[] values, Func<System.Text.Json.JsonElement, bool>? rows) =>
        new(
            (_detail >= 0 && values[_detail] is DetailLevel.Full)
                || (_fullResponse >= 0 && values[_fullResponse] is true)
                || (_summary >= 0 && values[_summary] is false),
            _offset >= 0 ? (int)values[_offset]! : 0,
            _cursor >= 0 && values[_cursor] is not null ? 0
                : _page >= 0 ? values[_page] as int? ?? 1
                : 1,
            _perPage >= 0 ? (int)values[_perPage]! : 20,
            rows
        );
}
