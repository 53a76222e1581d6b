using GitLabMcp.GitLabTools.QuickActions;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Which lines of a text GitLab may carry out.</summary>
public sealed class QuickActionTextTests
{
    [Theory]
    [InlineData("/merge", "1 /merge")]
    [InlineData("ok\n/merge", "2 /merge")]
    [InlineData("ok\r\n/merge\r\n", "2 /merge")]
    [InlineData("ok\r/merge", "2 /merge")]
    [InlineData("/mer\rge", "1 /merge;1 /mer")]
    [InlineData("/MERGE", "1 /merge")]
    [InlineData("  /close", "1 /close")]
    [InlineData("\ufeff/close", "1 /close")]
    [InlineData("ok\n\u200b \0/close", "2 /close")]
    [InlineData("text\n    /close", "2 /close")]
    [InlineData("/move other/app  ", "1 /move other/app")]
    [InlineData("/label ~a\n/assign @b", "1 /label ~a;2 /assign @b")]
    [InlineData("/close\tnow", "1 /close now")]
    [InlineData("/aßign @b", "1 /assign @b")]
    [InlineData("/unlin\u212a #3", "1 /unlink #3")]
    [InlineData("/made_up_word", "1 /made_up_word")]
    [InlineData("/etc", "1 /etc")]
    [InlineData("# Title\n/close", "2 /close")]
    [InlineData("/title\n---", "1 /title")]
    [InlineData("[name]:\n/merge", "2 /merge")]
    [InlineData("- item\n/merge", "2 /merge")]
    [InlineData("> quote\n/merge", "2 /merge")]
    public void A_line_that_begins_with_a_slash_and_a_word_is_an_action(string text, string expected) =>
        Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("```\n/merge\n```")]
    [InlineData("```text\n/merge\n```\nafter")]
    [InlineData("~~~\n/merge\n~~~")]
    [InlineData("before\n\n    /merge")]
    [InlineData("> /merge")]
    [InlineData(">>>\n/merge\n>>>")]
    [InlineData("hello /merge")]
    [InlineData("`/merge`")]
    [InlineData("- ```\n  /merge\n  ```")]
    [InlineData("- item\n  /merge")]
    [InlineData("<pre>\n/merge\n</pre>")]
    [InlineData("<div>\n/merge\n</div>")]
    [InlineData("<!-- \n/merge\n-->")]
    [InlineData("/usr/bin/env")]
    [InlineData("// comment")]
    [InlineData("/ merge")]
    [InlineData("/привет")]
    [InlineData("")]
    public void Code_quotes_HTML_and_paths_are_text(string text) => Assert.Equal("", Found(text));

    [Theory]
    [InlineData("```\n/merge", "2 /merge")]
    [InlineData("```\ncode\n```\n/merge\n```", "4 /merge")]
    [InlineData("````\n```\n/a\n````\n/merge", "5 /merge")]
    [InlineData("- ```\n  code\n  ```\n/merge\n```\nmore\n```", "4 /merge")]
    [InlineData("```\n>>>\n```\n/merge\n```\n>>>\n```", "4 /merge")]
    [InlineData(">>>\n```\n>>>\n```\n/merge\n>>>", "5 /merge")]
    [InlineData(">>>\n/merge", "2 /merge")]
    [InlineData(">>>\nquote\n>>>\n/merge", "4 /merge")]
    [InlineData("<div>\n/merge", "2 /merge")]
    [InlineData("<div>\n\n/merge\n", "3 /merge")]
    [InlineData("<div>\nx\n</div>\n/merge\n<b>\ny\n</b>", "4 /merge")]
    [InlineData("<div>\n/merge\n-->", "2 /merge")]
    [InlineData("> ```\n/merge\n> ```", "2 /merge")]
    [InlineData("$$\n/merge\n$$", "2 /merge")]
    [InlineData("---\n/merge\n---", "2 /merge")]
    public void What_only_looks_like_code_or_a_quote_hides_nothing(string text, string expected) => Assert.Equal(expected, Found(text));

    [Fact]
    public void A_text_that_is_nested_too_deeply_hides_nothing() => Assert.Contains("/merge", Found(new string('>', 5_000) + "\n\n/merge"));

    private static string Found(string text) => string.Join(';', QuickActionText.In(text).Select(line => $"{line.Number} {line.Text}"));
}
