using ModelContextProtocol.Protocol;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>The smallest contents of their kind.</summary>
internal static class Samples
{
    /// <summary>One red pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
    );

    /// <summary>A header of 44 bytes and no sample: mono, 8 kHz, 8 bits.</summary>
    public static readonly byte[] Wav =
    [
        .. "RIFF"u8,
        36,
        0,
        0,
        0,
        .. "WAVE"u8,
        .. "fmt "u8,
        16,
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0x40,
        0x1F,
        0,
        0,
        0x40,
        0x1F,
        0,
        0,
        1,
        0,
        8,
        0,
        .. "data"u8,
        0,
        0,
        0,
        0,
    ];

    public static ContentBlock Image => ImageContentBlock.FromBytes(Png, "image/png");

    public static EmbeddedResourceBlock Text(string uri, string mimeType, string text) =>
        new()
        {
            Resource = new TextResourceContents
            {
                Uri = uri,
                MimeType = mimeType,
                Text = text,
            },
        };
}
