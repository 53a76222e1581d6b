using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>GitLab's JSON of groups, invitations and requests for access.</summary>
internal static class PeopleShapes
{
    /// <param name="space">The namespace of the group, with the settings that were changed.</param>
    public static JsonObject Group(GitLabWorld world, JsonObject space)
    {
        var path = (string)space["full_path"]!;
        var parent = path.Contains('/', StringComparison.Ordinal) ? world.FindNamespace(path[..path.LastIndexOf('/')]) : null;
        var group = new JsonObject
        {
            ["id"] = space["id"]!.DeepClone(),
            ["web_url"] = space["web_url"]!.DeepClone(),
            ["name"] = space["name"]!.DeepClone(),
            ["path"] = space["path"]!.DeepClone(),
            ["description"] = "",
            ["visibility"] = "private",
            ["share_with_group_lock"] = false,
            ["require_two_factor_authentication"] = false,
            ["two_factor_grace_period"] = 48,
            ["project_creation_level"] = "developer",
            ["auto_devops_enabled"] = null,
            ["subgroup_creation_level"] = "maintainer",
            ["emails_disabled"] = false,
            ["emails_enabled"] = true,
            ["mentions_disabled"] = null,
            ["lfs_enabled"] = true,
            ["default_branch_protection"] = 2,
            ["avatar_url"] = null,
            ["request_access_enabled"] = true,
            ["full_name"] = path.Replace("/", " / ", StringComparison.Ordinal),
            ["full_path"] = path,
            ["created_at"] = "2026-01-05T09:30:00.000Z",
            ["parent_id"] = parent?["id"]!.DeepClone(),
            ["archived"] = false,
            ["shared_with_groups"] = new JsonArray(),
            ["runners_token"] = "GR1348941fake-group-runners-token",
            ["marked_for_deletion_on"] = null,
        };
        foreach (var (field, value) in space.Where(field => group.ContainsKey(field.Key) && field.Key != "parent_id"))
        {
            group[field] = value?.DeepClone();
        }

        return group;
    }

    /// <summary>Who has the token may accept the invitation in place of the invited one.</summary>
    public static JsonObject Invitation(string email, int accessLevel, FakeUser author, JsonNode? expiresAt = null) =>
        new()
        {
            ["access_level"] = accessLevel,
            ["created_at"] = "2026-01-05T09:30:00.000Z",
            ["expires_at"] = expiresAt?.DeepClone(),
            ["invite_email"] = email,
            ["invite_token"] = "fake-token-of-an-invitation",
            ["user_name"] = null,
            ["created_by_name"] = author.Name,
        };

    public static JsonObject AccessRequest(FakeUser user)
    {
        var json = Shapes.User(user);
        json["requested_at"] = "2026-01-05T09:30:00.000Z";
        return json;
    }

    public static JsonObject Status(JsonObject given) =>
        new()
        {
            ["emoji"] = given["emoji"]?.DeepClone() ?? "speech_balloon",
            ["message"] = given["message"]?.DeepClone(),
            ["availability"] = given["availability"]?.DeepClone() ?? "not_set",
            ["message_html"] = given["message"]?.DeepClone() ?? "",
            ["clear_status_at"] = null,
        };
}
