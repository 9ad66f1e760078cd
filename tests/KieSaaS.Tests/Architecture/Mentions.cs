using System.Reflection;

namespace KieSaaS.Tests.Architecture;

/// <summary>What a type speaks of: in its signatures, its attributes and the code of its methods.</summary>
internal static class Mentions
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types it mentions, those inside arrays and type arguments too.</summary>
    public static IEnumerable<Type> Of(Type type) => Direct(type).SelectMany(Parts).Distinct();

    /// <summary>The members its code names. What the compiler nests in it (lambdas, state machines) are types of their own.</summary>
    public static IEnumerable<MemberInfo> MembersOf(Type type) => MethodsOf(type).SelectMany(Instructions.MembersOf);

    /// <summary>The type a person wrote: the outermost one.</summary>
    public static Type Written(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    /// <summary>The written types of an assembly whose code names a member that is wanted, in order of their names.</summary>
    public static IEnumerable<string> UsersOf(Assembly assembly, Func<MemberInfo, bool> isWanted) => assembly.GetTypes()
        .Where(type => MembersOf(type).Any(isWanted))
        .Select(type => Written(type).FullName!)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<MethodBase> MethodsOf(Type type) => [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];

    private static IEnumerable<Type> Direct(Type type)
    {
        IEnumerable<CustomAttributeData> attributes = type.GetCustomAttributesData();
        var methods = MethodsOf(type).ToList();
        return
        [
            .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
            .. type.GetInterfaces(),
            .. attributes.Select(attribute => attribute.AttributeType),
            .. attributes.SelectMany(attribute => attribute.ConstructorArguments).Select(argument => argument.Value).OfType<Type>(),
            .. type.GetFields(Declared).Select(field => field.FieldType),
            .. methods.SelectMany(Signature),
            .. methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType),
            .. methods.SelectMany(Instructions.MembersOf).SelectMany(Signature),
        ];
    }

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        Type named => [named],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. Parameters(method), .. method.GetGenericArguments()],
        MethodBase constructor => [constructor.DeclaringType!, .. Parameters(constructor)],
        _ => [member.DeclaringType!],
    };

    private static IEnumerable<Type> Parameters(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
        : [type];
}
