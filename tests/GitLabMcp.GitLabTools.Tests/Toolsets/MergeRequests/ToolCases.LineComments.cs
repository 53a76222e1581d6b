using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Comments on a line, by its file and number only.</summary>
internal static partial class ToolCases
{
    private const string Versions = "GET /projects/1/merge_requests/5/versions?per_page=1";

    private const string FilesOfNewest = "GET /projects/1/merge_requests/5/diffs?page=1&per_page=100";

    private const string Newest = """
        [{"id":110,"head_commit_sha":"h2","base_commit_sha":"b2","start_commit_sha":"s2","state":"collected"}]
        """;

    // The old line 11 became the lines 11 and 12; the file had another name.
    private const string ChangedFiles =
        """[{"old_path":"src/old.cs","new_path":"src/a.cs","renamed_file":true,"diff":"@@ -10,3 +10,4 @@ class A\n ten\n-eleven\n+one\n+two\n twelve\n"}]""";

    private const string InNewest = """
        "base_sha":"b2","start_sha":"s2","head_sha":"h2","position_type":"text","new_path":"src/a.cs","old_path":"src/old.cs"
        """;

    private static readonly ToolCase[] LineComments =
    [
        OnLine("""{"new_path":"src/a.cs","new_line":12}""", $$$"""{{{{InNewest}}},"new_line":12}"""),
        OnLine("""{"new_path":"src/a.cs","new_line":13}""", $$$"""{{{{InNewest}}},"new_line":13,"old_line":12}"""),
        OnLine("""{"old_path":"src/old.cs","old_line":11}""", $$$"""{{{{InNewest}}},"old_line":11}"""),
        OnLine("""{"new_path":"src/a.cs","old_line":10}""", $$$"""{{{{InNewest}}},"new_line":10,"old_line":10}"""),
        OnLine(
            """{"new_path":"src/a.cs"}""",
            """
            {"base_sha":"b2","start_sha":"s2","head_sha":"h2","position_type":"file","new_path":"src/a.cs","old_path":"src/old.cs"}
            """
        ),
        OnLine(
            """{"new_path":"src/a.cs","line_range":{"start":{"new_line":11},"end":{"new_line":13}}}""",
            $$$$"""
            {{{{{InNewest}}}},"new_line":13,"old_line":12,"line_range":{
              "start":{"line_code":"2f216f4798946d831a681b7474b696b985eb611a_12_11","type":"new","new_line":11},
              "end":{"line_code":"2f216f4798946d831a681b7474b696b985eb611a_12_13","old_line":12,"new_line":13}}}
            """
        ),
        new(
            "create_draft_note",
            """{"project_id":1,"merge_request_iid":5,"body":"Hm","position":{"new_path":"src/a.cs","new_line":12}}""",
            [
                Versions,
                FilesOfNewest,
                $$$"""POST /projects/1/merge_requests/5/draft_notes {"note":"Hm","position":{{{{InNewest}}},"new_line":12}}""",
            ],
            """{"id":6,"note":"Hm"}"""
        )
        {
            Given = [Newest, ChangedFiles, """{"id":6,"note":"Hm"}"""],
        },
    ];

    private static ToolCase OnLine(string position, string sent) =>
        new(
            "create_merge_request_thread",
            $$$"""{"project_id":1,"merge_request_iid":5,"body":"Why?","position":{{{position}}}}""",
            [
                Versions,
                FilesOfNewest,
                $$$"""POST /projects/1/merge_requests/5/discussions {"body":"Why?","position":{{{sent.OneLine()}}}}""",
            ],
            LeanThread
        )
        {
            Given = [Newest, ChangedFiles, OneThread],
        };
}
