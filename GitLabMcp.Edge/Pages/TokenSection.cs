using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.Pages;

/// <summary>The form that checks a token, and what came of it.</summary>
internal static class TokenSection
{
    public const string Path = "/token-check";
    public const string Field = "token";

    private static readonly Html Title = new("""<h2 id="token-title">Check a token</h2>""");
    private static readonly Html TitleOfPage = new("""<h1 id="token-title">Check a token</h1>""");

    public static Html Of(Home home) => home.TakesTokens ? Section(Title, Form(home.GitLab)) : Html.Empty;

    /// <summary>GitLab's own form, filled in.</summary>
    public static string NewToken(string gitlab, string scope) =>
        $"{gitlab}/-/user_settings/personal_access_tokens?name=GitLabMcp&scopes={scope}";

    /// <summary>The answer to the form, as a page of its own for browsers without a script.</summary>
    public static Html Answer(TokenCheck.Outcome outcome, Catalogue? catalogue, string gitlab) =>
        Frame.Around(
            $"Token check · GitLabMcp for {new Uri(gitlab).Authority}",
            new Uri(gitlab).Authority,
            Html.Of($"""<a href="/#connect">Connect</a><a href="/#token">Check a token</a><a href="/#tools">Tools</a>"""),
            Section(TitleOfPage, Html.Of($"{Result(outcome, catalogue)}{Form(gitlab)}")),
            Html.Of($"""<p><a href="/">Back to the page of this server</a></p>""")
        );

    private static Html Section(Html title, Html body) =>
        Html.Of(
            $"""
            <section id="token" aria-labelledby="token-title">
            <div class="wide">
            {title}
            <p>See whose token it is, which scopes it has and which tools they allow. It goes to GitLab once and is not stored.</p>
            <div id="token-body">{body}</div>
            </div>
            </section>
            """
        );

    /// <param name="gitlab">The web site of the operator's GitLab, without a slash at the end.</param>
    private static Html Form(string gitlab) =>
        Html.Of(
            $"""
            <form id="token-form" action="{Path}" method="post" autocomplete="off">
            <label for="token-field">GitLab token</label>
            <div class="row"><input id="token-field" name="{Field}" type="password" required autocomplete="off" spellcheck="false" autocapitalize="off">
            <button>Check</button></div>
            </form>
            <p class="note">No token yet? <a href="{NewToken(gitlab, "api")}" target="_blank" rel="noopener">Make one</a>, or
            <a href="{NewToken(gitlab, "read_api")}" target="_blank" rel="noopener">one that only reads</a>.</p>
            """
        );

    private static Html Result(TokenCheck.Outcome outcome, Catalogue? catalogue) =>
        outcome switch
        {
            TokenCheck.Outcome.Accepted accepted => Accepted(accepted.Owner, catalogue),
            TokenCheck.Outcome.Refused refused => Failed(refused.Refusal),
            TokenCheck.Outcome.Unknown unknown => Failed("GitLab did not say it", unknown.Sentence),
            _ => throw new UnreachableException(outcome.GetType().Name),
        };

    private static Html Accepted(TokenOwner owner, Catalogue? catalogue) =>
        Html.Of(
            $"""
            <div id="token-result" class="result good" role="status">
            <h3>This token works</h3>
            <dl>
            <div><dt>Whose it is</dt><dd>{owner.Name} <code>@{owner.Username}</code></dd></div>
            {Row("Name of the token", owner.TokenName)}
            <div><dt>Scopes</dt><dd>{(
                owner.Scopes is { } scopes ? string.Join(", ", scopes) : "GitLab does not say them for this kind of token"
            )}</dd></div>
            {Row("Ends on", owner.Expires)}
            <div><dt>Tools</dt><dd>{Tools(owner, catalogue)}</dd></div>
            </dl>
            </div>
            """
        );

    private static Html Row(string name, string value) =>
        value.Length == 0 ? Html.Empty : Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static string Tools(TokenOwner owner, Catalogue? catalogue) =>
        (owner, catalogue) switch
        {
            ({ MayRead: false }, _) => "None: the tools need the scope api, or read_api for those that read.",
            ({ MayWrite: true }, null) => "All that this server offers.",
            ({ MayWrite: true }, { } all) => $"All {all.Tools} that this server offers.",
            (_, null) => "Those that read.",
            (_, { } all) => $"The {all.ReadingTools} of {all.Tools} that read. Changing something needs the scope api.",
        };

    private static Html Failed(Refusal refusal) => Failed(refusal.Error, refusal.Message);

    private static Html Failed(string title, string sentence) =>
        Html.Of($"""<div id="token-result" class="result bad" role="alert"><h3>{title}</h3><p>{sentence}</p></div>""");
}
