using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.Ranking;
using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.GitLabTools.Tools.Arguments;
using Google.Protobuf;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A tool with everything about it worked out once: how to read its arguments, make its request, shape its
/// answer, and what a model sees of it.</summary>
internal sealed class BoundTool
{
    private readonly ArgumentRecord _record;

    // The arguments of the tool's own record, in its order.
    private readonly string[] _own;
    private readonly Lazy<byte[]> _schema;
    private readonly Lazy<ByteString> _allArguments;
    private readonly Lazy<ByteString> _usualArguments;
    private readonly Lazy<ByteString> _answer;
    private readonly Lazy<ToolWords> _words;

    public BoundTool(Tool tool, Toolset toolset, ProjectId? defaultProject, ConfirmationRule confirmation)
    {
        Tool = tool;
        Toolset = toolset.Name;
        SpanName = "execute_tool " + tool.Name;
        _record = new(tool.Arguments);
        var mustBeConfirmed = tool.MayNeedConfirmation && confirmation == ConfirmationRule.True;
        Arguments = new(ToolArgument.Of(tool, defaultProject, mustBeConfirmed));
        _own = [.. Arguments.Arguments.Take(_record.Parameters.Count).Select(argument => argument.Name)];
        Deleting = new(_record, _own);
        Rest = tool.Method is null ? null : new(tool, Arguments);
        GraphQL = tool.Document is { } document ? new(document, Arguments) : null;
        Shape = new(tool);
        Projects = [.. Arguments.Arguments.Where(argument => argument.Type == typeof(ProjectId)).Select(argument => argument.Name)];
        Exclusions =
        [
            .. tool.Exclusions,
            .. Arguments
                .Arguments.Where(argument => argument.InPlaceOf is not null)
                .GroupBy(argument => argument.InPlaceOf!)
                .Select(others => (string[])[others.Key, .. others.Select(other => other.Name)]),
        ];
        Lookups = new(Arguments.Arguments);
        Owners = new(Arguments.Arguments);
        // A schema takes longer than all the rest of a tool, and most tools are never looked at.
        var listed = Arguments.Arguments.Where(argument => argument.IsListed && !argument.IsDescribedOnce);
        _schema = new(() => ArgumentSchema.Of(Arguments.Arguments));
        _allArguments = new(() => ByteString.CopyFrom(ArgumentSchema.Of(listed)));
        _usualArguments = new(() => ByteString.CopyFrom(ArgumentSchema.Of(listed.Where(argument => !argument.IsHiddenByDefault))));
        _words = new(() =>
            new(tool.Name, tool.Description, toolset.About, Schema, argument => !ArgumentNames.Common.Contains(argument))
            {
                IsReading = tool.Effect == Effect.Read,
                IsList = tool.IsPaged,
                IsDeleting = tool.Effect == Effect.Delete,
            }
        );
        _answer = new(() => ByteString.CopyFrom(AnswerSchema.Of(tool.Fields)));
    }

    public Tool Tool { get; }

    /// <summary>By the conventions for generative AI: resources, prompts and completions run tools too.</summary>
    public string SpanName { get; }

    public string Toolset { get; }

    /// <summary>What a search for tools compares.</summary>
    public ToolWords Words => _words.Value;

    public ArgumentReader Arguments { get; }

    /// <summary>What may delete something among the arguments of a tool that does not always do so.</summary>
    public DeletingArguments Deleting { get; }

    /// <summary>For a tool of one request.</summary>
    public RestCall? Rest { get; }

    /// <summary>For a tool of one GraphQL operation.</summary>
    public GraphQLCall? GraphQL { get; }

    public AnswerShape Shape { get; }

    /// <summary>The names of the arguments that name a project.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>Groups of arguments of which a call gives at most one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Exclusions { get; }

    public NameLookups Lookups { get; }

    public NamedOwners Owners { get; }

    /// <summary>The schema of all arguments, those that lists leave out too; UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Schema => _schema.Value;

    /// <summary>What a model sees.</summary>
    /// <param name="most">The most that the request may do: the hints of a tool whose arguments decide follow from it.</param>
    /// <param name="withHidden">With the arguments that are hidden by default.</param>
    public Wire.Tool Describe(Access most, bool withHidden)
    {
        var isReadOnly = Tool.IsReadOnly(most);
        return new()
        {
            Name = Tool.Name,
            Title = Tool.Title,
            Description = Tool.Description,
            InputSchema = (withHidden ? _allArguments : _usualArguments).Value,
            ReadOnly = isReadOnly,
            Destructive = !isReadOnly && (Tool.Effect != Effect.Add || Tool.HasTexts),
            Access = Tool.Actor == Actor.Tool ? Tool.Access.ToString().ToLowerInvariant() : "as asked",
            Idempotent = Tool.IsIdempotent,
            Toolset = Toolset,
            OutputSchema = _answer.Value,
        };
    }

    /// <summary>The call only asks what would be sent.</summary>
    public bool IsDryRun(CallValues values) => values.Framework.DryRun && Tool.CanBePreviewed && !HasOwnDryRun;

    /// <summary>The call asks GitLab itself what it would do, which needs no consent.</summary>
    public bool IsTriedByGitLab(CallValues values) => values.Framework.DryRun && HasOwnDryRun;

    /// <summary>The call as it was understood, however it was spelled. A dry run and the call that it is for are the same.</summary>
    public string Canonical(CallValues values)
    {
        var canonical = new JsonObject();
        foreach (var argument in Arguments.Arguments)
        {
            if (values[argument.Name] is { } value && argument.Name is not (ArgumentNames.Confirm or ArgumentNames.DryRun))
            {
                canonical[argument.Name] = JsonSerializer.SerializeToNode(value, argument.TypeInfo);
            }
        }

        return canonical.ToJsonString(ToolJson.Options);
    }

    /// <summary>What a call acts on, for the audit record: projects, groups and ids, and no other argument.</summary>
    public CallSubject Subject(CallValues values) =>
        new(
            Tool.Name,
            () =>
                new(
                    NamesIn(values, name => name is ArgumentNames.Project or ArgumentNames.Group).FirstOrDefault().Value,
                    string.Join(' ', NamesIn(values, IsId).Select(one => $"{one.Name}={one.Value}"))
                )
        );

    /// <summary>The record of a tool of several requests.</summary>
    public object Record(CallValues values) => _record.Create(_own.Select(name => values[name]).ToArray());

    /// <param name="rows">Which rows of a list may be shown; null for all.</param>
    public View View(CallValues values, Func<JsonElement, bool>? rows)
    {
        var framework = values.Framework;
        return new(
            IsFull: framework.Detail == DetailLevel.Full
                || values.Find(ArgumentNames.FullResponse) is true
                || values.Find(ArgumentNames.Summary) is false,
            framework.Offset,
            Page: Tool.KeysetStart is not null && framework.Cursor is not null ? 0 : framework.Page,
            framework.PerPage,
            rows,
            Tool.LeanFieldsBy is { } argument ? values[argument] as Enum : null
        );
    }

    private static bool IsId(string name) =>
        name is not (ArgumentNames.Project or ArgumentNames.Group)
        && (name is "id" or "iid" || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_iid", StringComparison.Ordinal));

    private IEnumerable<(string Name, string Value)> NamesIn(CallValues values, Func<string, bool> isWanted) =>
        from argument in Arguments.Arguments
        where isWanted(argument.Name)
        let value = values[argument.Name]
        where value is Id or ProjectId or long or int
        select (argument.Name, ArgumentText.Of(value));

    private bool HasOwnDryRun => Array.IndexOf(_own, ArgumentNames.DryRun) >= 0;
}
