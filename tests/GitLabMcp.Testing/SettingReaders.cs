using Mono.Cecil;

namespace GitLabMcp.Testing;

/// <summary>Which settings the compiled code of a service reads: the rows that it uses itself, and those that the parts of ServiceDefaults
/// use that it calls.</summary>
public static class SettingReaders
{
    private const string Shared = "GitLabMcp.ServiceDefaults";
    private const string Rows = Shared + ".Settings";

    /// <summary>The methods that give a text by its name.</summary>
    private static readonly string[] Raw = ["get_Item", "GetValue", "GetConnectionString", "GetEnvironmentVariable"];

    /// <param name="project">The project of the service.</param>
    /// <returns>The rows as they stand in code: `ServerSettings.Port`.</returns>
    public static IReadOnlySet<string> RowsReadBy(string project)
    {
        using var service = ModuleDefinition.ReadModule(Repository.BuiltProgram(project));
        using var shared = ModuleDefinition.ReadModule(Repository.BuiltProgram(Shared));
        var rows = new HashSet<string>(StringComparer.Ordinal);

        // It resolves the files of all secrets in every service, whether that service reads the secret or not.
        var seen = new HashSet<string>(StringComparer.Ordinal) { Rows + ".SecretFiles" };
        var open = new Queue<TypeDefinition>(service.Types);
        while (open.TryDequeue(out var type))
        {
            foreach (var (member, owner) in Members(type))
            {
                if (member is FieldReference field && owner.Namespace == Rows && field.FieldType.Namespace == Rows)
                {
                    rows.Add($"{owner.Name}.{field.Name}");
                }
                else if (shared.GetType(owner.FullName) is { } part && seen.Add(part.FullName))
                {
                    open.Enqueue(part);
                }
            }
        }

        return rows;
    }

    /// <summary>The names that a program asks its configuration or its environment for without a row. Names that are not constants are
    /// shown as `…`.</summary>
    public static IEnumerable<string> ReadWithoutRow(string project)
    {
        using var module = ModuleDefinition.ReadModule(Repository.BuiltProgram(project));
        return
        [
            .. module
                .GetTypes()
                .SelectMany(type => type.Methods)
                .Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Where(instruction =>
                    instruction.Operand is MethodReference called
                    && Raw.Contains(called.Name)
                    && called.DeclaringType.Name
                        is "IConfiguration"
                            or "IConfigurationSection"
                            or "ConfigurationManager"
                            or "ConfigurationExtensions"
                            or "ConfigurationBinder"
                            or "Environment"
                )
                .Select(instruction => instruction.Previous.Operand as string ?? "…")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the code of a type, with the types inside it, refers to, and the outermost type that this belongs to.</summary>
    private static IEnumerable<(MemberReference Member, TypeReference Owner)> Members(TypeDefinition type) =>
        type
            .Methods.Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MemberReference>()
            .SelectMany(member =>
                member is GenericInstanceMethod generic ? [member, .. generic.GenericArguments] : Enumerable.Repeat(member, 1)
            )
            .Select(member => (member, Outermost(member as TypeReference ?? member.DeclaringType)))
            .Concat(type.NestedTypes.SelectMany(Members));

    private static TypeReference Outermost(TypeReference type) =>
        type is TypeSpecification specification ? Outermost(specification.ElementType)
        : type.DeclaringType is { } outer ? Outermost(outer)
        : type;
}
