namespace KieSaaS.Web.Identity;

/// <summary>The texts of accounts and API keys; a refusal's text has the refusal's code as its key.</summary>
public sealed class IdentityTexts;
