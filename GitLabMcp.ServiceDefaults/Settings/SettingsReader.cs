using System.Globalization;
using System.Text.RegularExpressions;

namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Reads the flat settings (<c>MAX_SESSIONS</c>, …) that users of this kind of server know. Each method
/// gives the default when the setting is absent or empty, and throws <see cref="InvalidSettingException"/> with one
/// line that names setting, value and range otherwise.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    public int Number(NumberSetting setting) => Number(setting, setting.Min, setting.Max) ?? setting.Default;

    public int? Number(OptionalNumberSetting setting) => Number(setting, setting.Min, setting.Max);

    /// <summary>A number of seconds, as a duration.</summary>
    public TimeSpan Seconds(NumberSetting setting) => TimeSpan.FromSeconds(Number(setting));

    public bool Flag(FlagSetting setting) =>
        Given(setting)?.ToLowerInvariant() switch
        {
            null => setting.Default,
            "true" or "1" => true,
            "false" or "0" => false,
            var other => throw new InvalidSettingException($"{setting.Name}={other} is not valid: expected true or false."),
        };

    /// <returns>The word as the row has it.</returns>
    public string Choice(ChoiceSetting setting) =>
        Given(setting) is not { } text
            ? setting.Default
            : Array.Find(setting.Choices, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidSettingException(
                    $"{setting.Name}={text} is not valid: expected one of {string.Join(", ", setting.Choices)}."
                );

    public IReadOnlyList<string> List(ListSetting setting) => Words(setting) is { Length: > 0 } words ? words : setting.Default;

    /// <returns>Empty when the setting is absent.</returns>
    public IReadOnlyList<string> List(SecretSetting setting) => Words(setting);

    /// <summary>A regular expression without backtracking, so that no input can stall it; null when absent.</summary>
    public Regex? Pattern(PatternSetting setting)
    {
        if (Given(setting) is not { } text)
        {
            return null;
        }

        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new InvalidSettingException(
                $"{setting.Name} is not a valid regular expression (look-arounds and back references are not supported): {text}"
            );
        }
    }

    public string Text(TextSetting setting) => Given(setting) ?? setting.Default;

    /// <summary>Null when absent.</summary>
    public string? Text(OptionalTextSetting setting) => Given(setting);

    /// <summary>Null when absent.</summary>
    public string? Text(SecretSetting setting) => Given(setting);

    public bool IsGiven(Setting setting) => Given(setting) is not null;

    /// <summary>The text of the setting without white space around it; null when it is absent or empty.</summary>
    public string? Given(Setting setting) => configuration[setting.Name]?.Trim() is { Length: > 0 } text ? text : null;

    private int? Number(Setting setting, int min, int max) =>
        Given(setting) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
        : throw new InvalidSettingException($"{setting.Name}={text} is not valid: expected a whole number from {min} to {max}.");

    private string[] Words(Setting setting) =>
        Given(setting)?.Split([',', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
