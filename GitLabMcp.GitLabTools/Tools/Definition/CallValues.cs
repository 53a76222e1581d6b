namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The arguments of one call by name, with the defaults of those that it left out. A step may replace a value by another
/// form of it before the request is made.</summary>
internal sealed class CallValues(Dictionary<string, object?> values)
{
    /// <summary>The names of arguments and fields that the tool does not have, and that were left out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>A branch whose name is still to be found in the address that the call gives; null for none.</summary>
    public SlashedRef? SlashedRef { get; init; }

    public FrameworkArguments Framework { get; } = FrameworkArguments.Of(values);

    public ProjectId Project => (ProjectId)this[ArgumentNames.Project]!;

    /// <summary>Null for what the call left out and has no default.</summary>
    /// <exception cref="InvalidOperationException">The tool has no such argument.</exception>
    public object? this[string name]
    {
        get => values.TryGetValue(name, out var value) ? value : throw NoArgument(name);
        set => values[name] = values.ContainsKey(name) ? value : throw NoArgument(name);
    }

    /// <summary>The same call of a tool with a dry_run of its own, as a dry run.</summary>
    public CallValues AsDryRun() => new(new(values) { [ArgumentNames.DryRun] = true }) { Ignored = Ignored, SlashedRef = SlashedRef };

    /// <summary>The same for an argument that not every tool has: null, too, where this one has not.</summary>
    public object? Find(string name) => values.GetValueOrDefault(name);

    /// <summary>The texts in which GitLab carries out quick actions, with the names of their arguments.</summary>
    public IEnumerable<(string Argument, Markdown Text)> Texts =>
        values.Where(value => value.Value is Markdown).Select(value => (value.Key, (Markdown)value.Value!));

    private static InvalidOperationException NoArgument(string name) => new($"The tool has no argument {name}.");
}
