using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>The tools that the suite calls: each answers with one kind of content, or fails, or takes a while.</summary>
[McpServerToolType]
internal static class FixtureTools
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [McpServerTool(Name = "test_simple_text"), Description("Answers with text.")]
    public static string Text() => "This is a simple text response for testing.";

    [McpServerTool(Name = "test_image_content"), Description("Answers with an image.")]
    public static ContentBlock Image() => Samples.Image;

    [McpServerTool(Name = "test_audio_content"), Description("Answers with a sound.")]
    public static ContentBlock Audio() => AudioContentBlock.FromBytes(Samples.Wav, "audio/wav");

    [McpServerTool(Name = "test_embedded_resource"), Description("Answers with a resource.")]
    public static ContentBlock Resource() =>
        Samples.Text("test://embedded-resource", "text/plain", "This is an embedded resource content.");

    [McpServerTool(Name = "test_multiple_content_types"), Description("Answers with three kinds of content.")]
    public static IEnumerable<ContentBlock> Mixed() =>
        [
            new TextContentBlock { Text = "Multiple content types test:" },
            Samples.Image,
            Samples.Text("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
        ];

    [McpServerTool(Name = "test_error_handling"), Description("Fails.")]
    public static string Fail() => throw new McpException("This tool intentionally returns an error for testing");

    [McpServerTool(Name = "test_tool_with_progress"), Description("Reports its progress.")]
    public static async Task<string> ProgressAsync(IProgress<ProgressNotificationValue> progress, TimeProvider time, CancellationToken ct)
    {
        foreach (var percent in (int[])[0, 50, 100])
        {
            progress.Report(new ProgressNotificationValue { Progress = percent, Total = 100 });
            await Task.Delay(Step, time, ct);
        }

        return "Done, with progress.";
    }

    [McpServerTool(Name = "test_tool_with_logging"), Description("Sends three log messages.")]
    public static async Task<string> LoggingAsync(McpServer server, TimeProvider time, CancellationToken ct)
    {
        foreach (var message in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
        {
            var log = new LoggingMessageNotificationParams { Level = LoggingLevel.Info, Data = JsonSerializer.SerializeToElement(message) };
            await server.SendNotificationAsync(NotificationMethods.LoggingMessageNotification, log, cancellationToken: ct);
            await Task.Delay(Step, time, ct);
        }

        return "Done, with log messages.";
    }

    /// <summary>Of a client that did not ask for log messages it must send none.</summary>
    [McpServerTool(Name = "test_logging_tool"), Description("Has nothing to log.")]
    public static string Log() => "Done, without log messages.";

    [McpServerTool(Name = "test_missing_capability"), Description("Needs a client that samples.")]
    public static string Capability(McpServer server) =>
        server.ClientCapabilities?.Sampling is null
            ? throw new MissingRequiredClientCapabilityException(
                new ClientCapabilities { Sampling = new() },
                "This tool needs the sampling capability."
            )
            : "The client samples.";
}
