using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>One argument of a tool: its name, type, description and rule, all from a parameter of the tool's record.</summary>
internal sealed class ToolArgument
{
    private ToolArgument(string name, Type type, string description, object? @default, bool isRequired)
    {
        (Name, Type, Description, Default, IsRequired) = (name, type, description, @default, isRequired);
        TypeInfo = ToolJson.Options.GetTypeInfo(type);
        SentAs = name;
    }

    private ToolArgument(ParameterInfo parameter)
        : this(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!),
            Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
            parameter.GetCustomAttribute<DescriptionAttribute>()?.Description
                ?? (parameter.ParameterType == typeof(ProjectId) ? "Id or path." : ""),
            parameter.HasDefaultValue ? parameter.DefaultValue : null,
            !parameter.HasDefaultValue
        )
    {
        SentAs = parameter.GetCustomAttribute<SentAsAttribute>()?.Name ?? Name;
        IsCommaJoined = parameter.IsDefined(typeof(CommaJoinedAttribute));
        IsOurs = parameter.IsDefined(typeof(NotSentAttribute));
        IsRare = parameter.IsDefined(typeof(HiddenByDefaultAttribute));
        IsTold = parameter.IsDefined(typeof(DescribedOnceAttribute));
        GlobalIdType = parameter.GetCustomAttribute<GlobalIdAttribute>()?.Type;
        Range = parameter.GetCustomAttribute<RangeAttribute>();
        Allowed = parameter.GetCustomAttribute<AllowedValuesAttribute>();
    }

    public string Name { get; }

    /// <summary>Without its nullability: null is the same as leaving an argument out.</summary>
    public Type Type { get; }

    public string Description { get; }

    public object? Default { get; init; }

    public bool IsRequired { get; init; }

    public JsonTypeInfo TypeInfo { get; }

    public string SentAs { get; private init; }

    public bool IsCommaJoined { get; private init; }

    /// <summary>`Vulnerability` for a number that GraphQL takes as `gid://gitlab/Vulnerability/12`.</summary>
    public string? GlobalIdType { get; private init; }

    /// <summary>For us, not for GitLab.</summary>
    public bool IsOurs { get; private init; }

    public RangeAttribute? Range { get; }

    public AllowedValuesAttribute? Allowed { get; }

    /// <summary>Most work does without it: left out of the default list, where every byte is paid for by everybody.</summary>
    public bool IsRare { get; }

    /// <summary>Told once for all tools, in the server's instructions, in place of being listed with each.</summary>
    public bool IsTold { get; private init; }

    /// <summary>The arguments of a tool's record, then what the framework adds to every tool of that kind and the
    /// record does not say itself.</summary>
    /// <param name="isConfirmed">Calls of this tool must be confirmed: what that takes is listed.</param>
    public static ToolArgument[] Of(Tool tool, ProjectId? defaultProject, bool isConfirmed) =>
        [.. OfRecord(tool, defaultProject).Concat(OfFramework(tool, isConfirmed)).DistinctBy(argument => argument.Name)];

    public const string Page = "page",
        PerPage = "per_page",
        Place = "cursor",
        Detail = "detail",
        Offset = "offset",
        DryRun = "dry_run",
        Confirm = "confirm";

    private static IEnumerable<ToolArgument> OfRecord(Tool tool, ProjectId? defaultProject) =>
        tool
            .Constructor.GetParameters()
            .Select(parameter => new ToolArgument(parameter))
            .Select(argument =>
                defaultProject is { } project && argument.Name == "project_id" && argument.Type == typeof(ProjectId) && argument.IsRequired
                    ? argument.WithDefault(project)
                    : argument
            );

    private static IEnumerable<ToolArgument> OfFramework(Tool tool, bool isConfirmed)
    {
        if (tool.IsPaged)
        {
            yield return new ToolArgument(Framework.Parameters[0]) { IsOurs = tool.IsPagedHere };
            yield return new ToolArgument(Framework.Parameters[1]) { IsOurs = tool.IsPagedHere };
        }

        if (tool.KeysetStart is not null)
        {
            yield return new(Framework.Parameters[4]);
        }

        if (tool.LongText is not null)
        {
            yield return new(Framework.Parameters[2]);
        }

        if (tool.Access == Access.Read && tool.Method is not null)
        {
            yield return new(Framework.Parameters[3]);
        }

        if (tool.Changes)
        {
            yield return new(Framework.Parameters[5]) { IsTold = !isConfirmed };
        }

        if (tool.IsHarmful)
        {
            yield return new(Framework.Parameters[6]) { IsTold = !isConfirmed };
        }
    }

    private ToolArgument WithDefault(object value) =>
        new(Name, Type, Description, value, isRequired: false)
        {
            SentAs = SentAs,
            IsCommaJoined = IsCommaJoined,
            IsOurs = IsOurs,
            GlobalIdType = GlobalIdType,
        };

    /// <summary>Reads one value; null and a sentence when it is not what the schema says.</summary>
    public object? Read(JsonElement json, out string? refusal)
    {
        var value = ArgumentRefusal.TryRead(TypeInfo, json);
        var ok = value is not null && Range?.IsValid(value) != false && Allowed?.IsValid(value) != false;
        refusal = ok ? null : ArgumentRefusal.Of(this, json);
        return ok ? value : null;
    }

    /// <summary>The arguments that the framework adds, written like any other.</summary>
    private static class Framework
    {
        public static readonly ParameterInfo[] Parameters = typeof(Added).GetConstructors()[0].GetParameters();

        private sealed record Added(
            [Description("Page.")] [Range(1, 1_000_000)] int Page = 1,
            [Description("At most 100.")] [Range(1, 100)] int PerPage = 20,
            [NotSent] [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0,
            [NotSent] [DescribedOnce] [Description("full: every field GitLab has.")] DetailLevel Detail = DetailLevel.Lean,
            [NotSent] [HiddenByDefault] [Description("In place of page: the answer's cursor, or start.")] Cursor? Cursor = null,
            [NotSent] [DescribedOnce] [Description("Only show what would be sent.")] bool DryRun = false,
            [NotSent] [DescribedOnce] [Description("What the dry run gave for it, if the user agrees.")] string? Confirm = null
        );
    }
}
