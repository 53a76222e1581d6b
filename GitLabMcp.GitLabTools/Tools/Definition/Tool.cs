using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>A tool, as data: a name, a description, a record of arguments, and one request or several.</summary>
internal sealed record Tool(string Name, string Description, Effect Effect, Type Arguments)
{
    /// <summary>The method of a tool of one REST request; null for other tools.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>The route of a tool of one REST request, `projects/{project_id}/issues`; null for other tools.</summary>
    public string? Route { get; init; }

    /// <summary>The document of a tool of one GraphQL operation, whose variables are the arguments; null for other tools.</summary>
    public GraphQLDocument? Document { get; init; }

    /// <summary>The code of a tool of several requests, called with the record of the arguments; null for other tools.</summary>
    public Func<object, ToolContext, CancellationToken, Task<ToolReply>>? Code { get; init; }

    /// <summary>What it does is hard to take back: it may have to be confirmed.</summary>
    public bool IsConfirmed { get; init; } = Effect == Effect.Delete;

    /// <summary>It is confirmed whatever the operator's rule is, and together with what its dry run shows.</summary>
    public bool IsAlwaysConfirmed { get; init; }

    public Actor Actor { get; init; }

    /// <summary>False for an answer without texts of other people, or one that another tool has marked already.</summary>
    public bool HasUntrustedMark { get; init; } = true;

    public Access Access =>
        Effect switch
        {
            Effect.Read => Access.Read,
            Effect.Delete => Access.Delete,
            _ => Access.Write,
        };

    /// <summary>It changes nothing for a request that may do at most this.</summary>
    public bool IsReadOnly(Access most) => (Actor == Actor.Tool ? Access : most) == Access.Read;

    /// <summary>Doing it twice is the same as once. GitLab's DELETE is so, a POST that deletes may not be.</summary>
    public bool IsIdempotent => Actor == Actor.Tool && (Effect is Effect.Read or Effect.Overwrite || Method == HttpMethod.Delete);

    /// <summary>It may change something itself: it can show what it would do.</summary>
    public bool CanBePreviewed => Actor == Actor.Arguments || (Actor == Actor.Tool && Effect != Effect.Read);

    /// <summary>It may have to be confirmed itself: <see cref="Actor.OtherTool"/> is confirmed for what it is.</summary>
    public bool MayNeedConfirmation => Actor == Actor.Arguments || (Actor == Actor.Tool && IsConfirmed);

    /// <summary>A setting that adds this one tool when true, where the toolset has no switch; null for none.</summary>
    public string? Switch { get; init; }

    /// <summary>Arguments of which a call gives exactly one; empty for no such rule.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Groups of arguments of which a call gives at most one, because GitLab takes only one or lets one win.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Exclusions { get; init; } = [];

    /// <summary>The texts in which GitLab may carry out quick actions: by themselves those of the type <see cref="Markdown"/>.</summary>
    public Func<CallValues, IEnumerable<(string Argument, Markdown Text)>> Texts { get; init; } = values => values.Texts;

    /// <summary>GitLab may carry out quick actions in what this tool sends.</summary>
    public bool HasTexts { get; init; } =
        new ArgumentRecord(Arguments).Parameters.Any(parameter =>
            parameter.ParameterType == typeof(Markdown) || parameter.ParameterType == typeof(Markdown?)
        );

    /// <summary>The steps before the request, in this order.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Completes GitLab's reply to the one request by further requests; null where there is nothing to complete.</summary>
    public Func<CallValues, GitLabReply, CallerGitLab, CancellationToken, Task<GitLabReply>>? Completion { get; init; }

    /// <summary>Gives the filter for the rows of a list that the arguments ask for, or null for all rows.</summary>
    public Func<CallValues, Func<JsonElement, bool>?>? Rows { get; init; }

    /// <summary>Another toolset that has this tool too; null for none.</summary>
    public string? AlsoIn { get; init; }

    /// <summary>The answer is a page of a list: the arguments page and per_page are added.</summary>
    public bool IsPaged { get; init; }

    /// <summary>For a list that GitLab also gives without page numbers: the query that begins it, `pagination=keyset&amp;order_by=id`;
    /// the argument cursor is added.</summary>
    public string? KeysetStart { get; init; }

    /// <summary>GitLab only sends the list complete; its pages are made here.</summary>
    public bool IsPagedHere { get; init; }

    /// <summary>The fields of an answer (of a row, for lists) that a lean answer keeps, in this order and as <see cref="KeptField"/>
    /// reads them; empty for all that is not noise.</summary>
    public string LeanFields { get; init; } = "";

    /// <summary>The argument that decides which fields a lean answer keeps; null where all answers of the tool are alike.</summary>
    public string? LeanFieldsBy { get; init; }

    /// <summary>The lean fields for each value of that argument.</summary>
    public IReadOnlyDictionary<Enum, string> LeanFieldsOf { get; init; } = new Dictionary<Enum, string>();

    /// <summary>The fields of an answer that is put together here, `log` or, for a list, `failed_jobs[]`. Models know
    /// the fields of GitLab's own objects.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The field that may be a long text: read in windows by the argument offset.</summary>
    public string? LongText { get; init; }

    public ProjectScope Scope { get; init; }

    /// <summary>Where a row names its project's number, `project_id` or `project.id`; null for rows that belong to no
    /// project.</summary>
    public Func<CallValues, string?> RowProject { get; init; } = _ => "project_id";

    /// <summary>The tools that show the same as this call. Where one of them is denied, the call is refused.</summary>
    public Func<CallValues, IReadOnlyList<string>> SameTools { get; init; } = _ => [];

    /// <summary>Lists inside the answer whose rows name their project's number as project_id.</summary>
    public IReadOnlyList<string> ListsOfProjects { get; init; } = [];

    public static Tool Get<T>(string name, string route, string description) =>
        Request<T>(HttpMethod.Get, Effect.Read, name, route, description);

    /// <summary>A GET whose answer comes in pages.</summary>
    public static Tool List<T>(string name, string route, string description) => Get<T>(name, route, description) with { IsPaged = true };

    public static Tool Post<T>(string name, string route, string description) =>
        Request<T>(HttpMethod.Post, Effect.Add, name, route, description);

    public static Tool Put<T>(string name, string route, string description) =>
        Request<T>(HttpMethod.Put, Effect.Overwrite, name, route, description);

    public static Tool Patch<T>(string name, string route, string description) =>
        Request<T>(HttpMethod.Patch, Effect.Overwrite, name, route, description);

    public static Tool Delete<T>(string name, string route, string description) =>
        Request<T>(HttpMethod.Delete, Effect.Delete, name, route, description);

    /// <summary>A GraphQL operation that reads.</summary>
    /// <param name="path">Where in the answer's data the thing is, `project.vulnerabilities`.</param>
    public static Tool Query<T>(string name, string path, string description, string document) =>
        new(name, description, Effect.Read, typeof(T)) { Document = new(document, path) };

    /// <summary>A GraphQL operation that changes something.</summary>
    public static Tool Mutation<T>(string name, Effect effect, string path, string description, string document) =>
        new(name, description, effect, typeof(T)) { Document = new(document, path) };

    /// <summary>A tool of several requests, or of an unusual one.</summary>
    public static Tool Call<T>(
        string name,
        Effect effect,
        string description,
        Func<T, CallerGitLab, CancellationToken, Task<ToolReply>> call
    ) => new(name, description, effect, typeof(T)) { Code = (arguments, context, ct) => call((T)arguments, context.GitLab, ct) };

    /// <summary>A tool that has to know what else the request may do: it is about the other tools, does whatever its arguments say, or
    /// shows parts that other tools show too.</summary>
    public static Tool Reaching<T>(string name, string description, Func<T, ToolContext, CancellationToken, Task<ToolReply>> call) =>
        new(name, description, Effect.Read, typeof(T)) { Code = (arguments, context, ct) => call((T)arguments, context, ct) };

    /// <summary>This list can also be read by cursor, without page numbers, and beyond 50,000 rows.</summary>
    public Tool Keyset(string start) => this with { KeysetStart = start };

    /// <param name="fields">`iid, title, milestone(id,title), draft?`, as <see cref="KeptField"/> reads it.</param>
    public Tool Keeping(string fields) => this with { LeanFields = fields };

    /// <summary>A lean answer keeps other fields for each value of this argument.</summary>
    public Tool KeepingBy(string argument, IReadOnlyDictionary<Enum, string> fields) =>
        this with
        {
            LeanFieldsBy = argument,
            LeanFieldsOf = fields,
        };

    /// <summary>The answer is put together here and has these fields.</summary>
    /// <param name="fields">With commas between, a list with brackets: `log, jobs[], note`.</param>
    public Tool OutputFields(string fields) => this with { Fields = fields.Split(',', StringSplitOptions.TrimEntries) };

    /// <summary>The answer has a text that may be longer than an answer may be.</summary>
    public Tool Windowing(string field) => this with { LongText = field };

    /// <summary>The rows of this list belong to projects.</summary>
    public Tool RowsOfProjects(string field) => RowsOfProjects(_ => field);

    /// <summary>The same, where the arguments decide what the rows are.</summary>
    public Tool RowsOfProjects(Func<CallValues, string?> field) => this with { Scope = ProjectScope.Rows, RowProject = field };

    /// <summary>Shows what other tools show too, which may be denied.</summary>
    public Tool ShowingAlso(Func<CallValues, IReadOnlyList<string>> same) => this with { SameTools = same };

    /// <summary>Lists inside the answer may reach into other projects.</summary>
    public Tool ListingProjectsIn(params string[] fields) => this with { ListsOfProjects = fields };

    /// <summary>A POST that changes nothing.</summary>
    public Tool Reading() => this with { Effect = Effect.Read };

    /// <summary>A POST that deletes.</summary>
    public Tool Deleting() => this with { Effect = Effect.Delete, IsConfirmed = true };

    /// <summary>A change that is hard to take back.</summary>
    public Tool Destructive() => Overwriting() with { IsConfirmed = true };

    /// <summary>A POST that does not only add.</summary>
    public Tool Overwriting() => this with { Effect = Effect == Effect.Add ? Effect.Change : Effect };

    /// <summary>A change by several requests, or by GraphQL, that only adds.</summary>
    public Tool Additive() => this with { Effect = Effect.Add };

    /// <summary>It has a dry_run of its own, and each call is confirmed with what that shows.</summary>
    public Tool AlwaysConfirmed() => this with { IsAlwaysConfirmed = true };

    /// <summary>A list that GitLab only sends complete; its pages are made here.</summary>
    public Tool PagedHere() => this with { IsPaged = true, IsPagedHere = true };

    /// <summary>A text that is sent is put together from the arguments and from what is in GitLab.</summary>
    /// <param name="added">What the arguments add to the text. The tool itself refuses quick actions that come from anywhere else.</param>
    public Tool AddingTexts(Func<CallValues, IEnumerable<(string Argument, Markdown Text)>> added) =>
        this with
        {
            Texts = added,
            HasTexts = true,
        };

    public Tool SwitchedBy(string setting) => this with { Switch = setting };

    /// <summary>A call gives exactly one of these arguments.</summary>
    public Tool GivingOneOf(params string[] arguments) => this with { OneOf = arguments };

    /// <summary>A call gives at most one of these arguments.</summary>
    public Tool Excluding(params string[] arguments) => this with { Exclusions = [.. Exclusions, arguments] };

    /// <summary>A DELETE that takes back a rule and loses no work: it exists in modify mode too.</summary>
    public Tool AllowedInModifyMode() => this with { Effect = Effect.Overwrite };

    /// <summary>First fills in arguments by other requests.</summary>
    public Tool After(params Step[] steps) => this with { Steps = steps };

    /// <summary>Afterwards looks at GitLab's reply and completes it by further requests where something is missing.</summary>
    public Tool Completing(Func<CallValues, GitLabReply, CallerGitLab, CancellationToken, Task<GitLabReply>> completion) =>
        this with
        {
            Completion = completion,
        };

    /// <summary>Leaves out rows that the arguments do not want, where GitLab itself cannot.</summary>
    public Tool ShowingOnly(Func<CallValues, Func<JsonElement, bool>?> rows) => this with { Rows = rows };

    public Tool WithoutUntrustedMark() => this with { HasUntrustedMark = false };

    public Tool ActingAsAsked() => this with { Actor = Actor.Arguments };

    public Tool DelegatesToTool() => this with { Actor = Actor.OtherTool };

    public Tool SharedWith(string toolset) => this with { AlsoIn = toolset };

    public Tool OutsideProjects() => this with { Scope = ProjectScope.None };

    /// <summary>`get_project` is `Get project`.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');

    private static Tool Request<T>(HttpMethod method, Effect effect, string name, string route, string description) =>
        new(name, description, effect, typeof(T)) { Method = method, Route = route };
}
