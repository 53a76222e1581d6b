using GitLabMcp.Scenarios.Tasks;

namespace GitLabMcp.Scenarios;

internal static class AllScenarios
{
    /// <summary>In the order of docs/scenarios.md.</summary>
    public static readonly IReadOnlyList<Scenario> List =
    [
        new WhyThePipelineFailed(),
        new FixItOnABranch(),
        new CommentOnALine(),
        new AnswerAndResolve(),
        new AnswerAMail(),
        new ApplyASuggestion(),
        new ApproveAndMerge(),
        new RebaseAMergeRequest(),
        new CherryPickACommit(),
        new RevertACommit(),
        new CompareBranches(),
        new WhoChangedThisFile(),
        new FindADefinition(),
        new PushSeveralFiles(),
        new ProtectABranch(),
        new StarAProject(),
        new OpenAnIssue(),
        new OpenAConfidentialIssue(),
        new CommentAndClose(),
        new HandOver(),
        new CloseIssuesOfALabel(),
        new IssuesOfAGroup(),
        new LookAtABoard(),
        new WhatIsOnMyPlate(),
        new FinishATodo(),
        new WhatHappened(),
        new WhichPackage(),
        new KeepASnippet(),
        new InviteSomebody(),
        new LetSomebodyIn(),
        new AReadingToken(),
    ];
}
