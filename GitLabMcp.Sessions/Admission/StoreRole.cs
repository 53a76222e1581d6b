namespace GitLabMcp.Sessions.Admission;

/// <summary>Which store an <see cref="SessionAdmission"/> stands on.</summary>
internal enum StoreRole
{
    /// <summary>The store of the deployment.</summary>
    Own,

    /// <summary>This process's memory, while the shared store is away.</summary>
    LocalFallback,
}
