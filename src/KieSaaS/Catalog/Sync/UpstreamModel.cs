namespace KieSaaS.Catalog.Sync;

/// <summary>A model as the upstream lists it.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Provider">Who made it, as the upstream says.</param>
/// <param name="TaskTypes">What it makes: "image", "video".</param>
/// <param name="Pricing">Its price in prose.</param>
internal sealed record UpstreamModel(string Model, string Title, string? Provider, IReadOnlyList<string> TaskTypes, string? Pricing);

/// <summary>A line of the price feed with a price that can be one.</summary>
/// <param name="Description">What it is for, in prose.</param>
/// <param name="Interface">The kind the feed files it under: image, video, music or chat.</param>
/// <param name="Price">The price of one unit; zero is possible.</param>
/// <param name="Unit">The unit in prose.</param>
/// <param name="Dollars">The same price in dollars; null when there is none that can be read.</param>
/// <param name="Anchor">The page that the feed links to.</param>
internal sealed record FeedLine(string Description, string Interface, KieCredits Price, string? Unit, decimal? Dollars, string? Anchor);

/// <summary>Something the upstream said that is not taken in.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Place">Where: "price feed, page 2, record 7".</param>
/// <param name="Subject">What it is about: a model's id or a line's description; empty where that cannot be said.</param>
/// <param name="Detail">What was said, cut.</param>
internal sealed record Fault(SyncFaultCause Cause, string Place, string Subject, string Detail);
