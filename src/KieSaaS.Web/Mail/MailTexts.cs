namespace KieSaaS.Web.Mail;

/// <summary>The texts of the development mailbox.</summary>
public sealed class MailTexts;
