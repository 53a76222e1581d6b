using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The few words and the emoji that users show beside their names.</summary>
internal static class UserStatus
{
    public static readonly IReadOnlyList<Tool> Tools =
    [
        Tool.Get<Users.UserRef>("get_user_status", "users/{user_id}/status", "Get the status that a user has set, such as busy.")
            .Keeping(Fields)
            .OutsideProjects(),
        Tool.Put<SetStatus>("set_user_status", "user/status", "Set the status of the token's user; what is not given is cleared.")
            .Keeping(Fields)
            .OutsideProjects(),
    ];

    private const string Fields = "emoji, message, availability, clear_status_at";

    private enum Availability
    {
        NotSet,
        Busy,
    }

    private enum Duration
    {
        [JsonStringEnumMemberName("30_minutes")]
        HalfHour,

        [JsonStringEnumMemberName("3_hours")]
        ThreeHours,

        [JsonStringEnumMemberName("8_hours")]
        EightHours,

        [JsonStringEnumMemberName("1_day")]
        Day,

        [JsonStringEnumMemberName("3_days")]
        ThreeDays,

        [JsonStringEnumMemberName("7_days")]
        Week,

        [JsonStringEnumMemberName("30_days")]
        Month,
    }

    private sealed record SetStatus(
        [Description("Text.")] string? Message = null,
        [Description("Like palm_tree.")] string? Emoji = null,
        [Description("Busy or not.")] Availability? Availability = null,
        [Description("Ends by itself.")] Duration? ClearStatusAfter = null
    );
}
