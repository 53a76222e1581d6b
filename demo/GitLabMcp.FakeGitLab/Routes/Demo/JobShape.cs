using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>A job without what only the fake knows of it.</summary>
internal static class JobShape
{
    public static JsonObject Of(JsonObject job)
    {
        var shown = (JsonObject)job.DeepClone();
        shown.Remove("begun");
        shown.Remove("last");
        return shown;
    }
}
