using System.Globalization;
using System.Reflection;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests.Settings;

/// <summary>A row of docs/configuration.md: a setting, and what the page says of it.</summary>
/// <param name="Place">Where the row stands in code: `ServerSettings.Port`.</param>
internal sealed record SettingRow(string Place, Setting Setting, MeaningAttribute Meaning)
{
    private static readonly string[] Services = ["Edge", "Sessions", "GitLabTools", "AppHost"];

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlySet<string>>> ReadBy = new(() =>
        Services.ToDictionary(service => service, service => SettingReaders.RowsReadBy($"GitLabMcp.{service}"))
    );

    /// <summary>All rows, by the class that they stand in.</summary>
    public static IReadOnlyDictionary<Type, SettingRow[]> All { get; } =
        typeof(Setting)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType.IsSubclassOf(typeof(Setting)))
            .OrderBy(field => field.MetadataToken)
            .GroupBy(field => field.DeclaringType!)
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .Select(field => new SettingRow(
                            $"{group.Key.Name}.{field.Name}",
                            (Setting)field.GetValue(obj: null)!,
                            field.GetCustomAttribute<MeaningAttribute>() ?? throw new InvalidOperationException($"{field} has no meaning.")
                        ))
                        .ToArray()
            );

    /// <summary>The services that read it. The AppHost hands settings on, and reads those that are its own.</summary>
    public IEnumerable<string> Readers =>
        Services.Where(service => ReadBy.Value[service].Contains(Place) && (service != "AppHost" || IsOfAppHost));

    public override string ToString() =>
        $"| `{Setting.EnvironmentName}` | {Default} | {Allowed} | {string.Join(", ", Readers)} | {Meaning.Text} |".Replace(
            "|  |",
            "| |",
            StringComparison.Ordinal
        );

    private bool IsOfAppHost => Place.StartsWith(nameof(AppHostSettings), StringComparison.Ordinal);

    private string Default =>
        Setting switch
        {
            NumberSetting number => Code(number.Default.ToString(CultureInfo.InvariantCulture)),
            FlagSetting flag => Code(flag.Default ? "true" : "false"),
            ChoiceSetting choice => Code(choice.Default),
            TextSetting text => Code(text.Default),
            ListSetting { Default.Length: > 0 } list => Code(string.Join(',', list.Default)),
            _ => Meaning.Unset ?? "",
        };

    private string Allowed =>
        Setting switch
        {
            NumberSetting number => Range(number.Min, number.Max),
            OptionalNumberSetting number => Range(number.Min, number.Max),
            FlagSetting => "`true`, `false`",
            ChoiceSetting choice => string.Join(", ", choice.Choices.Select(Code)),
            PatternSetting => "a regular expression",
            SecretSetting { MinLength: > 1 } secret => $"secret; {secret.MinLength} characters or more",
            SecretSetting when Meaning.Allowed is { } more => $"secret; {more}",
            SecretSetting => "secret",
            _ => Meaning.Allowed ?? "",
        };

    private static string Range(int min, int max) => string.Create(CultureInfo.InvariantCulture, $"{min} to {max:N0}");

    private static string Code(string text) => $"`{text}`";
}
