namespace GitLabMcp.Faults.Clients;

/// <summary>Who calls, and what.</summary>
public sealed record LoadOptions
{
    public int Seed { get; init; } = 1;

    public int Users { get; init; } = 4;

    public int WorkersPerUser { get; init; } = 2;

    /// <summary>Between two requests of a worker.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Of a user, at the same time.</summary>
    public int SessionsPerUser { get; init; } = 3;

    /// <summary>Whether sessions end and begin, and tokens change, meanwhile.</summary>
    public bool ChangesSessions { get; init; } = true;

    /// <summary>Whether some requests bring a session id alone.</summary>
    public bool IdsAlone { get; init; } = true;

    public bool Writes { get; init; } = true;

    /// <summary>Some sessions rest at least for so long between two requests; never when null.</summary>
    public TimeSpan? Rest { get; init; }
}
