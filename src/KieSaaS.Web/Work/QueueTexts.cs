namespace KieSaaS.Web.Work;

/// <summary>The texts of this folder's staff pages, keyed by meaning.</summary>
public sealed class QueueTexts;
