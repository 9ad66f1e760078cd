using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KieSaaS.Data;

internal sealed class CreditsConverter() : ValueConverter<Credits, long>(credits => credits.Micros, micros => new Credits(micros));

internal sealed class TenantIdConverter() : ValueConverter<TenantId, Guid>(id => id.Value, value => new TenantId(value));

internal sealed class CurrencyConverter() : ValueConverter<Currency, string>(currency => currency.Code, code => new Currency(code));
