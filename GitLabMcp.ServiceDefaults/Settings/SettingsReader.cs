using System.Globalization;
using System.Text.RegularExpressions;

namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Reads the flat settings (<c>MAX_SESSIONS</c>, …) that users of this kind of server know. Each method
/// gives the default when the setting is absent or empty, and throws <see cref="InvalidSettingException"/> with one
/// line that names setting, value and range otherwise.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Number(string name, int @default, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return @default;
        }

        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new InvalidSettingException($"{name}={text} is not valid: expected a whole number from {min} to {max}.");
    }

    /// <summary>A number of seconds, as a duration.</summary>
    public TimeSpan Seconds(string name, int @default, int min, int max) => TimeSpan.FromSeconds(Number(name, @default, min, max));

    /// <summary>true or false; 1 and 0 are taken as well.</summary>
    public bool Flag(string name, bool @default) =>
        Text(name)?.ToLowerInvariant() switch
        {
            null => @default,
            "true" or "1" => true,
            "false" or "0" => false,
            var other => throw new InvalidSettingException($"{name}={other} is not valid: expected true or false."),
        };

    /// <summary>One of the given words, compared without case and given back as listed.</summary>
    public string Choice(string name, string @default, params string[] choices) =>
        Text(name) is not { } text
            ? @default
            : Array.Find(choices, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidSettingException($"{name}={text} is not valid: expected one of {string.Join(", ", choices)}.");

    /// <summary>Words separated by commas or white space; empty when absent.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split([',', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A regular expression without backtracking, so that no input can stall it; null when absent.</summary>
    public Regex? Pattern(string name, RegexOptions options)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new InvalidSettingException(
                $"{name} is not a valid regular expression (look-arounds and back references are not supported): {text}"
            );
        }
    }

    /// <summary>The setting's text without surrounding white space; null when absent or empty.</summary>
    public string? Text(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;
}
