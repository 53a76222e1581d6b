namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>What docs/configuration.md says of a <see cref="Setting"/>. It is an attribute, so that no service holds these texts in its
/// memory.</summary>
/// <param name="text">At most 25 words. What needs more stands below the table.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeaningAttribute(string text) : Attribute
{
    public string Text => text;

    /// <summary>What holds while the setting is absent, where that is not a value of it.</summary>
    public string? Unset { get; init; }

    /// <summary>What is allowed, where the kind of the setting does not say it.</summary>
    public string? Allowed { get; init; }
}
