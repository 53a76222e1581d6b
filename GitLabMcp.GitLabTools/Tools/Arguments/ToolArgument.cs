using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>One argument of a tool: its name, type, description and rule, all from a parameter of a record.</summary>
internal sealed class ToolArgument
{
    private static readonly ParameterInfo[] Framework = typeof(FrameworkArguments).GetConstructors()[0].GetParameters();

    private JsonTypeInfo? _typeInfo;

    private ToolArgument(ParameterInfo parameter)
    {
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);
        Type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Description =
            parameter.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? (parameter.ParameterType == typeof(ProjectId) ? "Id or path." : "");
        Default =
            parameter.GetCustomAttribute<DefaultValueAttribute>()?.Value is string text ? ScalarText.Json(text).Deserialize(TypeInfo)
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : null;
        IsRequired = !parameter.HasDefaultValue;
        IsListedAsRequired = IsRequired || parameter.IsDefined(typeof(ListedAsRequiredAttribute));
        SentAs = parameter.GetCustomAttribute<SentAsAttribute>()?.Name ?? Name;
        IsCommaJoined = parameter.IsDefined(typeof(CommaJoinedAttribute));
        NumberOf = parameter.GetCustomAttribute<NumberOfAttribute>()?.Thing;
        InPlaceOf = parameter.GetCustomAttribute<InPlaceOfAttribute>()?.Argument;
        IsNewName = parameter.IsDefined(typeof(NewNameAttribute));
        TakesGroup = parameter.IsDefined(typeof(OrGroupAttribute));
        IsSent = InPlaceOf is null && !parameter.IsDefined(typeof(NotSentAttribute));
        IsListed = InPlaceOf is null && !parameter.IsDefined(typeof(FoundBySearchAttribute));
        IsHiddenByDefault = parameter.IsDefined(typeof(HiddenByDefaultAttribute));
        IsDescribedOnce = parameter.IsDefined(typeof(DescribedOnceAttribute));
        GlobalIdType = parameter.GetCustomAttribute<GlobalIdAttribute>()?.Type;
        Range = parameter.GetCustomAttribute<RangeAttribute>();
        Allowed = parameter.GetCustomAttribute<AllowedValuesAttribute>();
    }

    private ToolArgument(ToolArgument other)
    {
        (Name, Type, Description) = (other.Name, other.Type, other.Description);
        (Default, IsRequired, SentAs, IsCommaJoined) = (other.Default, other.IsRequired, other.SentAs, other.IsCommaJoined);
        (IsSent, IsHiddenByDefault, IsDescribedOnce) = (other.IsSent, other.IsHiddenByDefault, other.IsDescribedOnce);
        (GlobalIdType, Range, Allowed) = (other.GlobalIdType, other.Range, other.Allowed);
        IsListedAsRequired = other.IsListedAsRequired;
        (NumberOf, InPlaceOf, IsNewName, TakesGroup) = (other.NumberOf, other.InPlaceOf, other.IsNewName, other.TakesGroup);
        IsListed = other.IsListed;
    }

    public string Name { get; }

    /// <summary>Without its nullability: null is the same as leaving an argument out.</summary>
    public Type Type { get; }

    /// <summary>How values are read and written. Made when it is first needed, because it takes long and most tools are never
    /// called.</summary>
    public JsonTypeInfo TypeInfo => _typeInfo ??= ToolJson.Options.GetTypeInfo(Type);

    public string Description { get; }

    public object? Default { get; private init; }

    public bool IsRequired { get; private init; }

    /// <summary>The schema requires it.</summary>
    public bool IsListedAsRequired { get; private init; }

    public string SentAs { get; }

    public bool IsCommaJoined { get; }

    /// <summary>`Vulnerability` for a number that GraphQL takes as `gid://gitlab/Vulnerability/12`.</summary>
    public string? GlobalIdType { get; }

    /// <summary>The thing whose number GitLab takes, where a call may have its name; null for every other argument.</summary>
    public Thing? NumberOf { get; }

    /// <summary>The argument for which this one is another name; null for none.</summary>
    public string? InPlaceOf { get; }

    /// <summary>The name of a branch or tag that the call makes.</summary>
    public bool IsNewName { get; }

    /// <summary>A project that may be a group as well.</summary>
    public bool TakesGroup { get; }

    /// <summary>False for an argument that only this server reads.</summary>
    public bool IsSent { get; private init; }

    /// <summary>False for an argument that only discover_tools shows.</summary>
    public bool IsListed { get; }

    /// <summary>Most work does without it: left out of the default list, where every byte is paid for by everybody.</summary>
    public bool IsHiddenByDefault { get; }

    /// <summary>Described once for all tools, in the server's instructions, in place of being listed with each.</summary>
    public bool IsDescribedOnce { get; private init; }

    public RangeAttribute? Range { get; }

    public AllowedValuesAttribute? Allowed { get; }

    /// <summary>The arguments of a tool's record, then what the framework adds to every tool of that kind and the
    /// record does not declare itself.</summary>
    /// <param name="mustBeConfirmed">Calls of this tool must be confirmed: the arguments for that are listed with it.</param>
    public static ToolArgument[] Of(Tool tool, ProjectId? defaultProject, bool mustBeConfirmed) =>
        [.. OfRecord(tool, defaultProject).Concat(OfFramework(tool, mustBeConfirmed)).DistinctBy(argument => argument.Name)];

    /// <summary>Reads one value in its normal form, which must be what the schema says.</summary>
    public Reading<object> Read(JsonElement json) =>
        ArgumentRefusal.TryRead(TypeInfo, json) is { } value && Range?.IsValid(value) != false && Allowed?.IsValid(value) != false
            ? new Reading<object>.Value(value)
            : new Reading<object>.Refused(ArgumentRefusal.Of(this, json));

    private static IEnumerable<ToolArgument> OfRecord(Tool tool, ProjectId? defaultProject) =>
        new ArgumentRecord(tool.Arguments)
            .Parameters.Select(parameter => new ToolArgument(parameter))
            .Select(argument =>
                defaultProject is { } project
                && argument.Name == ArgumentNames.Project
                && argument.Type == typeof(ProjectId)
                && argument.IsRequired
                    ? new(argument)
                    {
                        Default = project,
                        IsRequired = false,
                        IsListedAsRequired = false,
                    }
                    : argument
            );

    private static IEnumerable<ToolArgument> OfFramework(Tool tool, bool mustBeConfirmed)
    {
        if (tool.IsPaged)
        {
            yield return new(Added(nameof(FrameworkArguments.Page))) { IsSent = !tool.IsPagedHere };
            yield return new(Added(nameof(FrameworkArguments.PerPage))) { IsSent = !tool.IsPagedHere };
        }

        if (tool.KeysetStart is not null)
        {
            yield return Added(nameof(FrameworkArguments.Cursor));
        }

        if (tool.LongText is not null)
        {
            yield return Added(nameof(FrameworkArguments.Offset));
        }

        if (tool.Access == Access.Read && tool.Method is not null)
        {
            yield return Added(nameof(FrameworkArguments.Detail));
        }

        if (tool.CanBePreviewed)
        {
            yield return new(Added(nameof(FrameworkArguments.DryRun))) { IsDescribedOnce = !mustBeConfirmed };
        }

        if (tool.MayNeedConfirmation || tool.HasTexts)
        {
            yield return new(Added(nameof(FrameworkArguments.Confirm))) { IsDescribedOnce = !mustBeConfirmed };
        }
    }

    private static ToolArgument Added(string member) => new(Framework.Single(parameter => parameter.Name == member));
}
