using System.Globalization;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Webhooks
{
    public static readonly Toolset Toolset = new(
        "webhooks",
        "Webhooks of projects and groups",
        Switch: null,
        [
            Tool.List<WebhookOwner>("list_webhooks", Hooks, "List a project's or group's webhooks, without secrets.")
                .Keeping(Fields)
                .GivingOneOf(Owners),
            Tool.Post<CreateWebhook>("create_webhook", Hooks, "Add a webhook to a project or group; for pushes unless events are given.")
                .Keeping(Fields)
                .GivingOneOf(Owners),
            Tool.Put<UpdateWebhook>("update_webhook", Hooks + "/{hook_id}", "Change a project's or group's webhook.")
                .Keeping(Fields)
                .GivingOneOf(Owners),
            Tool.Delete<WebhookRef>("delete_webhook", Hooks + "/{hook_id}", "Delete a project's or group's webhook.").GivingOneOf(Owners),
            Tool.List<ListEvents>(
                    "list_webhook_events",
                    Hooks + "/{hook_id}/events",
                    "List a webhook's recent deliveries; data: get_webhook_event."
                )
                .Keeping("id, trigger, url, response_status, execution_duration, internal_error_message")
                .GivingOneOf(Owners),
            Tool.Call<GetEvent>(
                    "get_webhook_event",
                    Effect.Read,
                    "Get one delivery of a webhook: the data sent and the answer.",
                    GetEventAsync
                )
                .Keeping("id, trigger, url, response_status, execution_duration, internal_error_message, request_data, response_body")
                .GivingOneOf(Owners),
            Tool.Post<TestWebhook>("test_webhook", Hooks + "/{hook_id}/test/{trigger}", "Send a webhook a delivery with sample data.")
                .Overwriting()
                .GivingOneOf(Owners),
            Tool.Post<EventRef>(
                    "resend_webhook_event",
                    Hooks + "/{hook_id}/events/{event_id}/resend",
                    "Send a webhook's delivery once more, with the same data."
                )
                .Overwriting()
                .Keeping("response_status")
                .GivingOneOf(Owners),
        ]
    );

    private const string Hooks = "[projects/{project_id}/][groups/{group_id}/]hooks";
    private const int MaxPages = 50;

    private static string[] Owners => ["project_id", "group_id"];

    private const string Fields = """
        id, project_id, group_id, url, name, description, created_at, alert_status, disabled_until,
        enable_ssl_verification, branch_filter_strategy, push_events_branch_filter, push_events,
        tag_push_events, merge_requests_events, issues_events, confidential_issues_events, note_events,
        confidential_note_events, job_events, pipeline_events, wiki_page_events, deployment_events,
        feature_flag_events, releases_events, milestone_events, emoji_events, resource_access_token_events,
        resource_deploy_token_events, vulnerability_events, member_events, project_events, subgroup_events,
        custom_webhook_template, custom_headers(key), url_variables(key)
        """;

    /// <summary>GitLab has no request for one event, so the pages of its list are read until the event is found.</summary>
    private static async Task<ToolReply> GetEventAsync(GetEvent arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (page, last) = arguments.Page is { } only ? (only, only) : (1, MaxPages);
        for (int? next = page; next <= last; )
        {
            var reply = await (
                arguments.Owner.ProjectId is { } project
                    ? gitlab.GetAsync($"projects/{project}/hooks/{arguments.HookId}/events?page={(long)next}&per_page=20", ct)
                    : gitlab.GetAsync(
                        $"groups/{arguments.Owner.GroupId!.Value}/hooks/{arguments.HookId}/events?page={(long)next}&per_page=20",
                        ct
                    )
            );
            if (reply is not GitLabAnswer answer)
            {
                return ToolReply.Of(reply);
            }

            using (answer)
            {
                if (
                    answer.IsJson
                    && answer.Json() is { ValueKind: JsonValueKind.Array } events
                    && events.EnumerateArray().FirstOrDefault(row => IsEvent(row, arguments.EventId))
                        is { ValueKind: JsonValueKind.Object } found
                )
                {
                    return ToolReply.Of(GitLabAnswer.Of(found));
                }

                next = answer.NextPage;
            }
        }

        return ToolReply.Refuse(
            string.Create(
                CultureInfo.InvariantCulture,
                $"GitLab has no event {arguments.EventId} of this webhook {(arguments.Page is null ? "any more" : "on that page")}. "
                    + $"Use list_webhook_events to see which there are."
            )
        );
    }

    private static bool IsEvent(JsonElement row, long id) =>
        row.TryGetProperty("id"u8, JsonValueKind.Number, out var value) && value.TryGetInt64(out var number) && number == id;
}
