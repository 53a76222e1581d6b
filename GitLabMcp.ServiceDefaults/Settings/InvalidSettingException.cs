namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>A setting that stops the start. The message is for the operator: one or two lines that name the
/// setting, its value unless it is a secret, and what is allowed.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
