using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Schemas;

/// <summary>Broken rules as a refusal: the message is the first fault's, the details list them all.</summary>
internal static class InputRefusal
{
    private const int ListedErrors = 50;

    public static Refusal Because(IReadOnlyList<Violation> violations)
    {
        var errors = violations.Take(ListedErrors).Select(violation => violation.ToInputError()).ToArray();
        return new Refusal(RefusalKind.Invalid, "catalog.invalid-input", errors[0].Message)
        {
            Field = errors[0].Field,
            Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors },
        };
    }

    public static Refusal Malformed(JsonException wrong) => new(
        RefusalKind.Invalid,
        "catalog.malformed-json",
        FormattableString.Invariant($"input is not valid JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: ")
        + "check commas, quotation marks and numbers")
    {
        Field = "input",
    };
}
