using GitLabMcp.Scenarios.Tasks;

namespace GitLabMcp.Scenarios;

internal static class AllScenarios
{
    /// <summary>In the order of docs/scenarios.md.</summary>
    public static readonly IReadOnlyList<Scenario> List =
    [
        new IsTheMergeRequestReady(),
        new WhyThePipelineFailed(),
        new FixItOnABranch(),
        new CommentOnALine(),
        new AnswerAndResolve(),
        new AnswerAMail(),
        new ApplyASuggestion(),
        new ReviewInOneGo(),
        new ApproveAndMerge(),
        new RebaseAMergeRequest(),
        new CherryPickACommit(),
        new RevertACommit(),
        new CompareBranches(),
        new WhoChangedThisFile(),
        new WhoWroteThisLine(),
        new FindADefinition(),
        new PushSeveralFiles(),
        new ProtectABranch(),
        new ForkAProject(),
        new StarAProject(),
        new OpenAnIssue(),
        new OpenAConfidentialIssue(),
        new CommentAndClose(),
        new HandOver(),
        new CloseIssuesOfALabel(),
        new MoveAnIssue(),
        new TrackTime(),
        new IssuesOfAGroup(),
        new LookAtABoard(),
        new HowFarIsTheMilestone(),
        new WhatIsOnMyPlate(),
        new WhoMentionedMe(),
        new FinishATodo(),
        new WhatHappened(),
        new RetryAJob(),
        new PlayAManualJob(),
        new RunAPipeline(),
        new AddAMaskedVariable(),
        new SwitchAFeatureFlag(),
        new WhatIsDeployed(),
        new ReleaseWithNotes(),
        new WhatTheReleaseBrought(),
        new WhichPackage(),
        new WriteAWikiPage(),
        new KeepASnippet(),
        new InviteSomebody(),
        new LetSomebodyIn(),
        new AReadingToken(),
    ];
}
