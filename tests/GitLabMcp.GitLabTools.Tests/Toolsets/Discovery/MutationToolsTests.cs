using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The table of mutations is complete: whoever adds a tool, or reads a newer schema of GitLab, sees what is missing.</summary>
public sealed partial class MutationToolsTests
{
    /// <summary>Mutations of GitLab's schema (17.2) that do what no tool does. Where anything is limited, they are refused.</summary>
    private const string WithoutTool = """
        abuseReportLabelCreate achievementsAward achievementsCreate achievementsDelete achievementsRevoke achievementsUpdate
        addProjectToSecurityDashboard adminSidekiqQueuesDeleteJobs aiAction aiAgentCreate aiAgentDestroy aiAgentUpdate
        aiSelfHostedModelCreate aiSelfHostedModelDelete aiSelfHostedModelUpdate alertSetAssignees alertTodoCreate
        approvalProjectRuleDelete approvalProjectRuleUpdate auditEventsAmazonS3ConfigurationCreate
        auditEventsAmazonS3ConfigurationDelete auditEventsAmazonS3ConfigurationUpdate auditEventsGroupDestinationEventsAdd
        auditEventsGroupDestinationEventsDelete auditEventsGroupDestinationNamespaceFilterCreate
        auditEventsGroupDestinationNamespaceFilterDelete auditEventsInstanceAmazonS3ConfigurationCreate
        auditEventsInstanceAmazonS3ConfigurationDelete auditEventsInstanceAmazonS3ConfigurationUpdate
        auditEventsInstanceDestinationEventsAdd auditEventsInstanceDestinationEventsDelete
        auditEventsInstanceDestinationNamespaceFilterCreate auditEventsInstanceDestinationNamespaceFilterDelete
        auditEventsStreamingDestinationEventsAdd auditEventsStreamingDestinationEventsRemove
        auditEventsStreamingDestinationInstanceEventsAdd auditEventsStreamingDestinationInstanceEventsRemove
        auditEventsStreamingHeadersCreate auditEventsStreamingHeadersDestroy auditEventsStreamingHeadersUpdate
        auditEventsStreamingHttpNamespaceFiltersAdd auditEventsStreamingHttpNamespaceFiltersDelete
        auditEventsStreamingInstanceHeadersCreate auditEventsStreamingInstanceHeadersDestroy auditEventsStreamingInstanceHeadersUpdate
        boardEpicCreate boardListCreate boardListUpdateLimitMetrics branchRuleApprovalProjectRuleCreate
        branchRuleExternalStatusCheckCreate branchRuleExternalStatusCheckDestroy branchRuleExternalStatusCheckUpdate buildForecast
        bulkEnableDevopsAdoptionNamespaces bulkRunnerDelete catalogResourcesCreate catalogResourcesDestroy
        ciJobTokenScopeAddGroupOrProject ciJobTokenScopeAddProject ciJobTokenScopeRemoveGroup ciJobTokenScopeRemoveProject
        clusterAgentDelete clusterAgentTokenCreate clusterAgentTokenRevoke configureContainerScanning configureDependencyScanning
        configureSast configureSastIac configureSecretDetection corpusCreate createAnnotation createBoard createClusterAgent
        createComplianceFramework createContainerRegistryProtectionRule createCustomEmoji createIteration createPackagesProtectionRule
        customerRelationsContactCreate customerRelationsContactUpdate customerRelationsOrganizationCreate
        customerRelationsOrganizationUpdate dastOnDemandScanCreate dastProfileCreate dastProfileDelete dastProfileRun dastProfileUpdate
        dastScannerProfileCreate dastScannerProfileDelete dastScannerProfileUpdate dastSiteProfileCreate dastSiteProfileDelete
        dastSiteProfileUpdate dastSiteTokenCreate dastSiteValidationCreate dastSiteValidationRevoke deleteAnnotation
        deleteContainerRegistryProtectionRule deletePackagesProtectionRule deletePagesDeployment designManagementDelete
        designManagementMove designManagementUpdate designManagementUpload destroyBoard destroyBoardList destroyComplianceFramework
        destroyContainerRepository destroyCustomEmoji destroyEpicBoard destroyPackageFile
        destroyPackageFiles disableDevopsAdoptionNamespace duoUserFeedback echoCreate
        enableDevopsAdoptionNamespace environmentsCanaryIngressUpdate epicBoardCreate epicBoardListCreate
        epicBoardListDestroy epicBoardUpdate epicMoveList epicSetSubscription escalationPolicyCreate escalationPolicyDestroy
        escalationPolicyUpdate exportRequirements externalAuditEventDestinationCreate externalAuditEventDestinationDestroy
        externalAuditEventDestinationUpdate geoRegistriesBulkUpdate geoRegistriesUpdate gitlabSubscriptionActivate
        googleCloudLoggingConfigurationCreate googleCloudLoggingConfigurationDestroy googleCloudLoggingConfigurationUpdate
        groupAuditEventStreamingDestinationsCreate groupAuditEventStreamingDestinationsDelete groupAuditEventStreamingDestinationsUpdate
        groupSavedReplyCreate groupSavedReplyDestroy groupSavedReplyUpdate httpIntegrationCreate
        httpIntegrationDestroy httpIntegrationResetToken httpIntegrationUpdate importSourceUserCancelReassignment
        importSourceUserKeepAsPlaceholder importSourceUserReassign importSourceUserResendNotification
        instanceAuditEventStreamingDestinationsCreate instanceAuditEventStreamingDestinationsDelete
        instanceAuditEventStreamingDestinationsUpdate instanceExternalAuditEventDestinationCreate
        instanceExternalAuditEventDestinationDestroy instanceExternalAuditEventDestinationUpdate
        instanceGoogleCloudLoggingConfigurationCreate instanceGoogleCloudLoggingConfigurationDestroy
        instanceGoogleCloudLoggingConfigurationUpdate integrationExclusionCreate integrationExclusionDelete issuableResourceLinkCreate
        issuableResourceLinkDestroy issueLinkAlerts issueSetEscalationPolicy issueUnlinkAlert
        iterationCadenceCreate iterationCadenceDestroy iterationCadenceUpdate iterationCreate iterationDelete jiraImportStart
        jiraImportUsers markAsSpamSnippet memberRoleCreate memberRoleDelete memberRoleUpdate
        mergeRequestUpdateApprovalRule mergeTrainsDeleteCar mlModelCreate mlModelDelete mlModelDestroy mlModelVersionCreate
        mlModelVersionDelete namespaceBanDestroy namespaceCiCdSettingsUpdate namespaceCreateRemoteDevelopmentClusterAgentMapping
        namespaceDeleteRemoteDevelopmentClusterAgentMapping oncallRotationCreate oncallRotationDestroy oncallRotationUpdate
        oncallScheduleCreate oncallScheduleDestroy oncallScheduleUpdate organizationCreate organizationUpdate
        pagesMarkOnboardingComplete processUserBillablePromotionRequest productAnalyticsProjectSettingsUpdate projectBlobsRemove
        projectCiCdSettingsUpdate projectInitializeProductAnalytics projectSavedReplyCreate
        projectSavedReplyDestroy projectSavedReplyUpdate projectSetComplianceFramework projectSetContinuousVulnerabilityScanning
        projectSetLocked projectSettingsUpdate projectSubscriptionCreate projectSubscriptionDelete projectSyncFork projectTextReplace
        projectUpdateComplianceFrameworks prometheusIntegrationCreate prometheusIntegrationResetToken prometheusIntegrationUpdate
        refreshStandardsAdherenceChecks releaseAssetLinkDelete releaseAssetLinkUpdate
        removeProjectFromSecurityDashboard restorePagesDeployment runnerCacheClear runnerCreate runnerDelete runnerUpdate
        runnersExportUsage runnersRegistrationTokenReset savedReplyCreate savedReplyDestroy savedReplyUpdate scanExecutionPolicyCommit
        securityFindingRevertToDetected securityPolicyProjectAssign securityPolicyProjectCreate securityPolicyProjectUnassign
        securityTrainingUpdate setContainerScanningForRegistry setPreReceiveSecretDetection terraformStateDelete
        terraformStateLock terraformStateUnlock timelineEventDestroy timelineEventTagCreate timelineEventUpdate timelogDelete todoCreate
        todoRestore todoRestoreMany updateAlertStatus updateBoard updateBoardEpicUserPreferences updateBoardList
        updateComplianceFramework updateContainerExpirationPolicy updateContainerRegistryProtectionRule
        updateDependencyProxyImageTtlGroupPolicy updateDependencyProxyPackagesSettings updateEpicBoardList updateIteration
        updateNamespacePackageSettings updatePackagesCleanupPolicy updatePackagesProtectionRule uploadDelete
        userAchievementPrioritiesUpdate userAchievementsDelete userAddOnAssignmentBulkCreate userAddOnAssignmentBulkRemove
        userAddOnAssignmentCreate userAddOnAssignmentRemove userCalloutCreate userPreferencesUpdate userSetNamespaceCommitEmail
        valueStreamCreate valueStreamDestroy valueStreamUpdate verifiedNamespaceCreate vulnerabilitiesRemoveAllFromProject
        vulnerabilityCreate vulnerabilityExternalIssueLinkCreate vulnerabilityExternalIssueLinkDestroy vulnerabilityIssueLinkCreate
        vulnerabilityResolve vulnerabilityRevertToDetected workItemAddClosingMergeRequest workItemExport
        workspaceCreate workspaceUpdate
        """;

    /// <summary>What GitLab has since added to the schema that is checked against.</summary>
    private static readonly string[] Newer =
    [
        "branchDelete",
        "labelUpdate",
        "pipelineCreate",
        "tagCreate",
        "tagDelete",
        "workItemBulkUpdate",
    ];

    private static IEnumerable<string> Mapped => MutationTools.Table.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal));

    [Fact]
    public void Every_mutation_stands_for_tools_that_exist_and_change_something()
    {
        var changing = AllToolsets
            .List.SelectMany(toolset => toolset.Tools)
            .Where(tool => tool.Effect != GitLabMcp.GitLabTools.Tools.Definition.Effect.Read)
            .Select(tool => tool.Name)
            .ToHashSet();
        Assert.Superset(MutationTools.Table.Values.SelectMany(tools => tools).ToHashSet(), changing);
        Assert.DoesNotContain(MutationTools.Table, row => row.Value.Length == 0);
    }

    [Fact]
    public async Task Every_mutation_that_a_tool_sends_stands_for_that_tool()
    {
        var found = 0;
        foreach (
            var one in ToolCases.All.Where(one => one.Requests.Any(request => request.StartsWith("GRAPHQL", StringComparison.Ordinal)))
        )
        {
            await using var host = await ToolsHost.StartAsync();
            one.Script(host.GitLab);
            await host.SendAsync(one.Tool, one.Arguments);
            foreach (var request in host.GitLab.Requests.Where(request => request.Path == "/api/graphql"))
            {
                if (one.Tool != "execute_graphql" && Mutation().Match(request.Json!["query"]!.GetValue<string>()) is { Success: true } sent)
                {
                    found++;
                    Assert.Contains(one.Tool, MutationTools.Table[sent.Groups[1].Value]);
                }
            }
        }

        Assert.NotEqual(0, found);
    }

    [Fact]
    public async Task Every_mutation_of_the_schema_has_its_tool_or_none()
    {
        var path = Environment.GetEnvironmentVariable("GITLAB_GRAPHQL_SCHEMA");
        Assert.SkipWhen(path is null, "Not run: GITLAB_GRAPHQL_SCHEMA does not name a file with GitLab's GraphQL schema.");
        var text = Description().Replace(await File.ReadAllTextAsync(path!, TestContext.Current.CancellationToken), "");
        var mutations = Field().Matches(Type().Match(text).Value).Select(field => field.Groups[1].Value).ToList();
        var without = WithoutTool.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.NotEmpty(mutations);
        Assert.Empty(Mapped.Intersect(without));
        Assert.Empty(mutations.Except(Mapped).Except(without));
        Assert.Empty(Mapped.Concat(without).Except(mutations).Except(Newer));
    }

    /// <summary>The field at the root: `mutation createNote($body: String!) { createNote(`.</summary>
    [GeneratedRegex(@"^\s*mutation[^{]*\{\s*(\w+)")]
    private static partial Regex Mutation();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"")]
    private static partial Regex Description();

    [GeneratedRegex(@"^type Mutation \{[\s\S]*?^\}", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^    (\w+)\s*[(:]", RegexOptions.Multiline)]
    private static partial Regex Field();
}
