using Kindline.Foundation;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Kindline.Tests.Foundation;

/// <summary>A slice uses only those before it.</summary>
public sealed class SliceOrderTests
{
    private static readonly string[] Slices =
    [
        "Foundation", "Audit", "Identity", "Practices", "Compliance", "Patients", "Appointments", "Interactions", "Telephony", "Recording",
        "WorkItems", "Dispositions", "Lists", "Scripts", "Numbers", "Knowledge", "Routing", "Agents", "Flows", "Supervision", "Channels", "Campaigns", "Dialing", "Desk",
        "Quality", "Training", "Workforce", "Reporting", "Integrations", "Backup", "SetUp", "Demo",
    ];

    [Fact]
    public void A_slice_uses_only_those_before_it() => Backward(Slices).ShouldBeEmpty();

    [Fact]
    public void Every_type_belongs_to_a_slice() =>
        Types().Select(SliceOf).Distinct().Where(s => s.Length > 0).Except(Slices).ShouldBeEmpty();

    [Fact]
    public void A_wrong_order_is_found()
    {
        string[] wrong = ["Foundation", "Identity", "Audit", .. Slices[3..]];

        Backward(wrong).ShouldContain(line => line.StartsWith("Identity uses Audit: ", StringComparison.Ordinal));
    }

    private static List<string> Backward(string[] order) =>
        [.. from type in Types()
            let user = SliceOf(type)
            where user.Length > 0
            from used in Used(type).Select(SliceOf).Distinct()
            where used.Length > 0 && Array.IndexOf(order, used) > Array.IndexOf(order, user)
            select $"{user} uses {used}: {type.FullName}"];

    private static IEnumerable<TypeDefinition> Types()
    {
        var module = ModuleDefinition.ReadModule(typeof(Db).Assembly.Location);
        // Migrations speak of all tables, and Program of all slices.
        return module.GetAllTypes().Where(t => !Outermost(t).Namespace.Contains(".Migrations", StringComparison.Ordinal));
    }

    /// <summary>Kindline.Routing.Anything is of Routing; what is not of the server, or of no namespace, is of none.</summary>
    private static string SliceOf(TypeReference type)
    {
        var parts = Outermost(type).Namespace.Split('.');
        var isOurs = parts is ["Kindline", not ("Engine" or "Voice"), ..];
        return isOurs ? parts[1] : "";
    }

    private static TypeReference Outermost(TypeReference type) => type.GetElementType().DeclaringType is { } outer ? Outermost(outer) : type.GetElementType();

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        direct.AddRange(type.Fields.Select(f => f.FieldType));
        direct.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(p => p.ParameterType));
            direct.AddRange(method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : []);
            direct.AddRange(method.HasBody ? method.Body.Instructions.SelectMany(Operands) : []);
        }
        return direct.OfType<TypeReference>().SelectMany(WithArguments);
    }

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> WithArguments(TypeReference type) => type is GenericInstanceType generic
        ? generic.GenericArguments.SelectMany(WithArguments).Append(generic)
        : [type];
}
