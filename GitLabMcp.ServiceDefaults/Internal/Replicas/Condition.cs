namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>How good a connection is for the next call. Of several, the first in this order is taken.</summary>
internal enum Condition
{
    /// <summary>The replica said that it serves.</summary>
    Serving,

    /// <summary>It has been silent for longer than it should be, or it just sent a caller elsewhere.</summary>
    Suspect,

    /// <summary>It has not said anything yet.</summary>
    Unknown,

    /// <summary>It said that it does not serve: it starts, it is impaired, or it is about to stop. It still serves what comes.</summary>
    NotServing,

    /// <summary>It cannot be reached, or its connection broke.</summary>
    Lost,
}
