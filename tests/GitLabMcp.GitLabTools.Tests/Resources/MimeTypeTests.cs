using GitLabMcp.GitLabTools.Resources;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class MimeTypeTests
{
    [Theory]
    [InlineData("docs/README.md", "text/markdown")]
    [InlineData("data/table.CSV", "text/csv")]
    [InlineData("config.xml", "application/xml")]
    [InlineData("src/app.ts", "text/plain")]
    [InlineData("src/App.java", "text/plain")]
    [InlineData("v1.2/Makefile", "text/plain")]
    public void Source_code_is_plain_text_and_documents_are_what_they_are(string path, string type) =>
        Assert.Equal(type, MimeTypes.Of(path, isText: true));

    [Theory]
    [InlineData("logo.png", "image/png")]
    [InlineData("backup.tar.gz", "application/gzip")]
    [InlineData("plan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("v1.2/tool", "application/octet-stream")]
    public void Binary_files_have_the_type_of_their_extension(string path, string type) =>
        Assert.Equal(type, MimeTypes.Of(path, isText: false));
}
