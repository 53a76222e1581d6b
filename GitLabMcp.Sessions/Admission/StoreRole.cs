namespace GitLabMcp.Sessions.Admission;

/// <summary>The store that a <see cref="SessionAdmission"/> uses.</summary>
internal enum StoreRole
{
    /// <summary>The store of the deployment.</summary>
    Own,

    /// <summary>This process's memory, while the shared store is away.</summary>
    LocalFallback,
}
