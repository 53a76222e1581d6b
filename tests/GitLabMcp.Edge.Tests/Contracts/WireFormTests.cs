using Google.Protobuf.Reflection;

namespace GitLabMcp.Edge.Tests.Contracts;

/// <summary>While a deployment is updated, services of two versions talk to each other (docs/reliability.md, F17). So a number that a
/// message or an enum has used once means the same for ever, and nothing that was there goes away.</summary>
public sealed class WireFormTests
{
    /// <summary>`UPDATE_SNAPSHOTS=1` adds what is new. What is missing stays in the file, so that this test goes on failing.</summary>
    [Fact]
    public async Task What_services_send_each_other_keeps_its_form()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.Combine(Folder(), "wire-form.txt");
        var known = File.Exists(file) ? await File.ReadAllLinesAsync(file, ct) : [];
        FileDescriptor[] files =
        [
            GitLabMcp.Sessions.Contract.SessionsReflection.Descriptor,
            GitLabMcp.GitLabTools.Contract.GitlabToolsReflection.Descriptor,
        ];
        var now = files.SelectMany(LinesOf).Order(StringComparer.Ordinal).ToArray();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            known = [.. known.Union(now).Order(StringComparer.Ordinal)];
            await File.WriteAllLinesAsync(file, known, ct);
        }

        Assert.True(
            known.Except(now).ToArray() is [],
            $"Services of an earlier version would not understand this one any more: {string.Join("; ", known.Except(now))}"
        );
        Assert.True(
            now.Except(known).ToArray() is [],
            $"New; run the tests with UPDATE_SNAPSHOTS=1: {string.Join("; ", now.Except(known))}"
        );
    }

    private static IEnumerable<string> LinesOf(FileDescriptor file) =>
        [
            .. file.Services.SelectMany(service =>
                service.Methods.Select(method =>
                    $"rpc {service.FullName}/{method.Name}: {Stream(method.IsClientStreaming)}{method.InputType.FullName} to "
                    + $"{Stream(method.IsServerStreaming)}{method.OutputType.FullName}"
                )
            ),
            .. file.MessageTypes.SelectMany(LinesOf),
            .. file.EnumTypes.SelectMany(LinesOf),
        ];

    private static IEnumerable<string> LinesOf(MessageDescriptor message) =>
        [
            .. message
                .Fields.InFieldNumberOrder()
                .Select(field => $"{message.FullName} {field.FieldNumber}: {(field.IsRepeated ? "repeated " : "")}{TypeOf(field)}"),
            .. message.NestedTypes.SelectMany(LinesOf),
            .. message.EnumTypes.SelectMany(LinesOf),
        ];

    private static IEnumerable<string> LinesOf(EnumDescriptor values) =>
        values.Values.Select(value => $"{values.FullName} {value.Number}: {value.Name}");

    private static string TypeOf(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var type => $"{type}",
        };

    private static string Stream(bool isStream) => isStream ? "stream " : "";

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
