namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Sent to GitLab as one text with commas (labels, scopes), not as `name[]`.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class CommaJoinedAttribute : Attribute;

/// <summary>The name that GitLab has for an argument, where the name for models is another.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class SentAsAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Only this server reads the argument, to choose among a tool's routes or fields for example.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotSentAttribute : Attribute;

/// <summary>The default list leaves the argument out; discover_tools and lists of complete toolsets show it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class HiddenByDefaultAttribute : Attribute;

/// <summary>The schema requires the argument, as a model needs one rule; a call may give another in its place.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ListedAsRequiredAttribute : Attribute;

/// <summary>No list of tools has the argument, because few calls need it and every call pays for a list; discover_tools shows
/// it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class FoundBySearchAttribute : Attribute;

/// <summary>The argument is the same for every tool, and so is described once in the server's instructions.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class DescribedOnceAttribute : Attribute;

/// <summary>The argument is a number that GraphQL takes as `gid://gitlab/Vulnerability/12`.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class GlobalIdAttribute(string type) : Attribute
{
    public string Type => type;
}

/// <summary>GitLab takes the number of this thing only. A call may have its name, path or title, which is looked up first.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NumberOfAttribute(Thing thing) : Attribute
{
    public Thing Thing => thing;
}

/// <summary>Another name for an argument, of which a call gives one. No list of tools has it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InPlaceOfAttribute(string argument) : Attribute
{
    public string Argument => argument;
}

/// <summary>The branch or tag is made by the call, so it is not looked for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NewNameAttribute : Attribute;

/// <summary>The argument names a project or a group.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OrGroupAttribute : Attribute;

/// <summary>The argument deletes something when it is one of these values; without values, when it is true, or is given and not empty. A
/// text does when it is nothing but quick actions: GitLab deletes a comment whose new text is that (UpdateNote of its GraphQL schema).
/// It is refused where nothing may be deleted, and where the tool that does the same is denied: docs/behaviour.md, Operator
/// limits.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class DeletesAttribute(params object[] values) : Attribute
{
    /// <summary>The tool that does the same, `delete_branch`; null for none.</summary>
    public string? Tool { get; init; }

    public bool IsMetBy(object? value) =>
        values.Length > 0 ? Array.IndexOf(values, value) >= 0 : value is not (null or false or "" or Array { Length: 0 });
}

/// <summary>A record that several tools have among their arguments: a parameter of this type stands for the parameters of the record,
/// as if they were written in its place. So what they share is declared once.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ArgumentGroupAttribute : Attribute;
