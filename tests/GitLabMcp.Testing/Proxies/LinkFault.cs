namespace GitLabMcp.Testing.Proxies;

/// <summary>What a link does to what passes it.</summary>
public abstract record LinkFault
{
    private LinkFault() { }

    public static LinkFault None { get; } = new Pass();

    /// <summary>Nothing.</summary>
    public sealed record Pass : LinkFault;

    /// <summary>Everything towards the server comes so much later, in the same order.</summary>
    public sealed record Delay(TimeSpan Time) : LinkFault;

    /// <summary>Connections stay and nothing comes through, as when a cable is cut; what was sent arrives when the link is back.</summary>
    public sealed record BlackHole : LinkFault;

    /// <summary>Connections are reset, and so is each new one.</summary>
    public sealed record Reset : LinkFault;

    /// <summary>Connections are reset, and nobody listens for new ones.</summary>
    public sealed record Refuse : LinkFault;

    /// <summary>Each connection is reset after so many more bytes from the server.</summary>
    public sealed record CutAfter(long Bytes) : LinkFault;
}
