namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>A row of docs/configuration.md. The page takes the default and the range from the row that the code reads the setting by, so
/// the two cannot differ. The rows stand in the classes beside this one, a class for each section of the page.</summary>
/// <param name="Name">As configuration knows it: `ConnectionStrings:redis` is `ConnectionStrings__redis` in the environment.</param>
public abstract record Setting(string Name)
{
    /// <summary>As operators write it.</summary>
    public string EnvironmentName => Name.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>A whole number from <paramref name="Min"/> to <paramref name="Max"/>, both included.</summary>
public sealed record NumberSetting(string Name, int Default, int Min, int Max) : Setting(Name);

/// <summary>As <see cref="NumberSetting"/>, for what is off while it is not set.</summary>
public sealed record OptionalNumberSetting(string Name, int Min, int Max) : Setting(Name);

/// <summary>true or false; 1 and 0 are taken as well.</summary>
public sealed record FlagSetting(string Name, bool Default) : Setting(Name);

/// <summary>One of these words, without regard to case.</summary>
public sealed record ChoiceSetting(string Name, string Default, params string[] Choices) : Setting(Name);

public sealed record TextSetting(string Name, string Default) : Setting(Name);

public sealed record OptionalTextSetting(string Name) : Setting(Name);

/// <summary>Words separated by commas or white space.</summary>
public sealed record ListSetting(string Name, params string[] Default) : Setting(Name);

/// <summary>A regular expression, which runs without backtracking.</summary>
public sealed record PatternSetting(string Name) : Setting(Name);

/// <summary>A text, or a list of texts, that may stand in a file: <see cref="SecretFiles"/>.</summary>
/// <param name="MinLength">In characters, of each text of a list.</param>
public sealed record SecretSetting(string Name, int MinLength = 1) : Setting(Name);
