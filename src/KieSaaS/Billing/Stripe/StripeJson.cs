using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieSaaS.Billing.Stripe;

/// <summary>How Stripe's JSON is read: unknown fields are passed over, and a new enum value is "Unknown" instead of a crash.</summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new LenientEnum<CheckoutStatus>(), new LenientEnum<PaymentStatus>(), new UnixTime() },
    };

    /// <summary>Maps "no_payment_required" to NoPaymentRequired, and everything it does not know to the member 0.</summary>
    private sealed class LenientEnum<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Known =
            Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return Known.GetValueOrDefault(reader.GetString()!);
            }

            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Stripe's objects are read, never sent back.");
    }

    /// <summary>Stripe counts whole seconds since 1970.</summary>
    private sealed class UnixTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Stripe's objects are read, never sent back.");
    }
}
