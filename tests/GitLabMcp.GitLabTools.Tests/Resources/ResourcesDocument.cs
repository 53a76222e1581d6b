using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GitLabMcp.GitLabTools.Completions;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>docs/resources.md, written from the tables.</summary>
public sealed class ResourcesDocument
{
    [Fact]
    public async Task The_page_of_resources_and_prompts_is_fresh()
    {
        var file = Path.GetFullPath("../../../docs/resources.md", Folder());
        var page = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), page);
    }

    private static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            $$"""
            # Resources, prompts, completions

            This page is written by the tests (`UPDATE_SNAPSHOTS=1`), from what the server lists.

            ## Resources

            What tools read can also be read by address, with the caller's token, and with every limit of the tool that reads it:
            where a tool is not offered, neither is its address. `{name}` is one escaped segment, so that nobody must guess where
            the path of a project ends (`gitlab://projects/group%2Fapp`); `{+name}` is the rest of the path with its slashes;
            `{?a,b}` may stand behind a question mark, lists with commas. Long texts come in windows and long lists in pages,
            which say how to go on.

            The text of a file is that and nothing else, so that programs can read it. So is that of a log, but colours and section
            marks are left out, and lines over 4,000 characters are shortened, with a mark in the text. Which part of it came says
            `_meta.note`, and `_meta.next` is the address of what comes next (of a log: what is before). While there is more,
            a second content says both as a text, for those who see no `_meta`; its address ends in `#note`. JSON says in its own
            fields what was cut: `next_page`, `note`, or the last line of a long text, with `_meta.next` as well.

            A file is its text, or base64 where it is none, with the type that its name says; a log is its text; everything else is
            the tool's answer in JSON. JSON says in `untrusted` which of its fields other people wrote, a whole text in
            `_meta.untrusted`. What there is not, by the form of its address or because GitLab finds nothing there, is error -32002,
            in protocol 2026-07-28 error -32602. Whatever GitLab refuses is an error with a sentence, and `retryable` and
            `retry_after` in its data.

            | address | name | | read by |
            |---|---|---|---|

            """
        );
        foreach (var resource in AllResources.List)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{resource.Uri}` | `{resource.Name}` | {resource.Description} | `{resource.Tool}` |\n"
            );
        }

        page.Append(
            """

            ## Prompts

            Each is a text that says what is to be done, and embedded resources that it is about, read with the caller's token and
            together at most 50,000 tokens; what does not fit is named by its address. **Bold** arguments are required, `project_id`
            not where the operator set a project.

            | prompt | | arguments | embeds |
            |---|---|---|---|

            """
        );
        foreach (var prompt in AllPrompts.List)
        {
            var arguments = string.Join(
                ", ",
                prompt.Arguments.Select(argument => argument.IsRequired ? $"**{argument.Name}**" : argument.Name)
            );
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{prompt.Name}` | {prompt.Description} | {arguments} | {string.Join(", ", prompt.About.Select(uri => $"`{uri}`"))} |\n"
            );
        }

        page.Append(
            """

            ## Completions

            Values of these arguments, of prompts and of addresses, are found by the tools as the caller: at most 100, asked for
            again after 30 seconds. Those of a project want `project_id` in the context of the request. Below three letters
            GitLab's search takes whole words only, so that the first hundred are looked through instead; numbers always are.

            | argument | found by |
            |---|---|

            """
        );
        foreach (var sources in AllSources.List.GroupBy(source => source.Argument))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{sources.Key}` | {string.Join(", ", sources.Select(source => $"`{source.Tool}`"))} |\n"
            );
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
