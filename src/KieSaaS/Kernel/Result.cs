using System.Diagnostics.CodeAnalysis;

namespace KieSaaS.Kernel;

/// <summary>Either the value that was asked for, or a <see cref="Kernel.Refusal"/>: never both, never neither.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value, when the answer is yes.</summary>
    public T? Value { get; }

    /// <summary>The reason, when the answer is no.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Goes one way or the other.</summary>
    public TOut Match<TOut>(Func<T, TOut> yes, Func<Refusal, TOut> no) => Succeeded ? yes(Value) : no(Refusal);

    /// <summary>A yes.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A no.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
