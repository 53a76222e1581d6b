namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>A value of a call in the form that its type has.</summary>
/// <param name="IsGiven">False for a value that means "not given".</param>
/// <param name="IsChanged">False for the value as it came.</param>
internal readonly record struct NormalizedValue(JsonElement Json, bool IsGiven, bool IsChanged)
{
    public static readonly NormalizedValue NotGiven = new(default, IsGiven: false, IsChanged: true);

    public NormalizedValue(JsonElement json)
        : this(json, IsGiven: true, IsChanged: true) { }

    public static NormalizedValue Same(JsonElement json) => new(json, IsGiven: true, IsChanged: false);
}
