using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GitLabMcp.Testing;

/// <summary>Holds the order of an assembly's rooms: a type may use its own room and the rooms listed after it. Reads the compiled
/// code, method bodies included. A constant leaves no trace there, so it may be used from everywhere.</summary>
/// <param name="rooms">Namespaces or full names of types, from the outermost room to the innermost. A type belongs to the longest
/// that fits; one that fits none is not looked at.</param>
public sealed class NamespaceOrder(params string[] rooms)
{
    /// <summary>One line for each use against the order: <c>A.Outer uses B.Inner</c>.</summary>
    public IReadOnlyList<string> Violations(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. module
                .GetTypes()
                .SelectMany(type => Uses(type).SelectMany(Parts).Select(used => (User: Outermost(type), Used: Outermost(used))))
                .Distinct()
                .Where(use => Room(use.User) > Room(use.Used))
                .Select(use => $"{use.User} uses {use.Used}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private int? Room(string type) =>
        rooms
            .Select((name, place) => (name, place))
            .Where(room => type == room.name || type.StartsWith(room.name + '.', StringComparison.Ordinal))
            .OrderByDescending(room => room.name.Length)
            .Select(room => (int?)room.place)
            .FirstOrDefault();

    private static IEnumerable<TypeReference?> Uses(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(one => one.InterfaceType),
            .. type.CustomAttributes.Select(one => one.AttributeType),
            .. type.Fields.Select(one => one.FieldType),
            .. type.Methods.SelectMany(Uses),
        ];

    private static IEnumerable<TypeReference?> Uses(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(one => one.ParameterType),
            .. method.GenericParameters.SelectMany(one => one.Constraints).Select(one => one.ConstraintType),
            .. method.Body?.Variables.Select(one => one.VariableType) ?? [],
            .. method.Body?.Instructions.SelectMany(Uses) ?? [],
        ];

    private static IEnumerable<TypeReference?> Uses(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(one => one.ParameterType),
                .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
            ],
            _ => [],
        };

    /// <summary><c>Task&lt;Answer[]&gt;</c> is Task and Answer.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            TypeSpecification array => Parts(array.ElementType),
            _ => [type],
        };

    private static string Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;
}
