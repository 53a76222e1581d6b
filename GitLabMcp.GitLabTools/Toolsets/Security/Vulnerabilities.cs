namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Vulnerabilities
{
    public static readonly Toolset Toolset = new(
        "vulnerabilities",
        "Findings of security scans, dependencies",
        Switch: null,
        [
            Tool.Query<ListVulnerabilities>(
                    "list_project_vulnerabilities",
                    "project.vulnerabilities",
                    "List a project's vulnerabilities, most severe first.",
                    $$"""
                    query projectVulnerabilities(
                      $projectId: ID!, $state: [VulnerabilityState!], $severity: [VulnerabilitySeverity!]
                      $reportType: [VulnerabilityReportType!], $first: Int, $after: String
                    ) {
                      project(fullPath: $projectId) {
                        vulnerabilities(state: $state, severity: $severity, reportType: $reportType, first: $first, after: $after) {
                          nodes { {{ListFields}} }
                          pageInfo { hasNextPage endCursor }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject),
            Tool.Query<VulnerabilityRef>(
                    "get_vulnerability",
                    "vulnerability",
                    "Get a vulnerability: what, where and how to mend it.",
                    $$"""
                    query vulnerability($vulnerabilityId: VulnerabilityID!) {
                      vulnerability(id: $vulnerabilityId) {
                        {{ListFields}} description solution dismissalReason stateComment falsePositive resolvedOnDefaultBranch
                        confirmedAt confirmedBy { username } dismissedAt dismissedBy { username } resolvedAt resolvedBy { username }
                        scanner { name vendor } links { name url } identifiers { name url }
                        location {
                          ... on VulnerabilityLocationSast { file startLine endLine vulnerableClass vulnerableMethod }
                          ... on VulnerabilityLocationSecretDetection { file startLine endLine }
                          ... on VulnerabilityLocationDependencyScanning { file dependency { version package { name } } }
                          ... on VulnerabilityLocationContainerScanning { image operatingSystem dependency { version package { name } } }
                          ... on VulnerabilityLocationDast { hostname path param requestMethod }
                        }
                        issueLinks { nodes { linkType issue { iid title state webUrl } } }
                        mergeRequest { iid title state webUrl }
                        project { fullPath }
                      }
                    }
                    """
                )
                .Windowing("description"),
            Tool.Mutation<ConfirmVulnerability>(
                "confirm_vulnerability",
                Effect.Change,
                "vulnerabilityConfirm.vulnerability",
                "Mark a vulnerability as confirmed.",
                $$"""
                mutation vulnerabilityConfirm($vulnerabilityId: VulnerabilityID!, $comment: String) {
                  vulnerabilityConfirm(input: { id: $vulnerabilityId, comment: $comment }) { errors vulnerability { {{ListFields}} } }
                }
                """
            ),
            Tool.Mutation<DismissVulnerability>(
                "dismiss_vulnerability",
                Effect.Change,
                "vulnerabilityDismiss.vulnerability",
                "Dismiss a vulnerability that needs no mending.",
                $$"""
                mutation vulnerabilityDismiss($vulnerabilityId: VulnerabilityID!, $reason: VulnerabilityDismissalReason, $comment: String) {
                  vulnerabilityDismiss(input: { id: $vulnerabilityId, dismissalReason: $reason, comment: $comment }) {
                    errors
                    vulnerability { {{ListFields}} dismissalReason }
                  }
                }
                """
            ),
            Dependencies.Tool,
        ]
    );

    private const string ListFields = "id title state severity reportType detectedAt primaryIdentifier { name } webUrl";

    private enum State
    {
        Detected,
        Confirmed,
        Dismissed,
        Resolved,
    }

    private enum Severity
    {
        Critical,
        High,
        Medium,
        Low,
        Info,
        Unknown,
    }

    private enum ReportType
    {
        Sast,
        Dast,
        DependencyScanning,
        ContainerScanning,
        SecretDetection,
        CoverageFuzzing,
        ApiFuzzing,
        ClusterImageScanning,
        ContainerScanningForRegistry,
        Generic,
    }

    private enum DismissalReason
    {
        AcceptableRisk,
        FalsePositive,
        MitigatingControl,
        UsedInTests,
        NotApplicable,
    }

    private sealed record VulnerabilityRef([Description("As in its web address.")] [GlobalId("Vulnerability")] Id VulnerabilityId);

    private sealed record ListVulnerabilities(
        ProjectId ProjectId,
        [Description("In these states.")] State[]? State = null,
        [Description("Of these severities.")] Severity[]? Severity = null,
        [Description("Kinds of scan.")] ReportType[]? ReportType = null,
        [Description("At most 100.")] [Range(1, 100)] int First = 20,
        [Description("Cursor of the answer before.")] string? After = null
    );

    private sealed record ConfirmVulnerability(
        [Description("As in its web address.")] [GlobalId("Vulnerability")] Id VulnerabilityId,
        [Description("Why.")] string? Comment = null
    );

    private sealed record DismissVulnerability(
        [Description("As in its web address.")] [GlobalId("Vulnerability")] Id VulnerabilityId,
        [Description("Why.")] DismissalReason Reason,
        [Description("More on why.")] string? Comment = null
    );
}
