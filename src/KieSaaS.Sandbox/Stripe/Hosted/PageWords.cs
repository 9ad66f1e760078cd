namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>The words of the payment page in one language.</summary>
public sealed record PageWords
{
    /// <summary>The language as HTML names it.</summary>
    public required string Language { get; init; }

    /// <summary>The ribbon that says it is not real.</summary>
    public required string Sandbox { get; init; }

    /// <summary>Above the amount; {0} is the merchant.</summary>
    public required string PayTo { get; init; }

    /// <summary>The link that turns back.</summary>
    public required string Back { get; init; }

    /// <summary>Below a line; {0} is the count.</summary>
    public required string Quantity { get; init; }

    /// <summary>The sum line.</summary>
    public required string Total { get; init; }

    /// <summary>The choice of the way to pay.</summary>
    public required string PayWith { get; init; }

    /// <summary>Label.</summary>
    public required string Email { get; init; }

    /// <summary>The way to pay by card.</summary>
    public required string Card { get; init; }

    /// <summary>The way to pay by bank debit.</summary>
    public required string Debit { get; init; }

    /// <summary>Label.</summary>
    public required string Number { get; init; }

    /// <summary>Label.</summary>
    public required string Expiry { get; init; }

    /// <summary>Label.</summary>
    public required string Cvc { get; init; }

    /// <summary>What happens after a debit.</summary>
    public required string DebitHint { get; init; }

    /// <summary>The button; {0} is the amount.</summary>
    public required string Pay { get; init; }

    /// <summary>The fold with card numbers.</summary>
    public required string TestNumbers { get; init; }

    /// <summary>What such a card does.</summary>
    public required string Accepted { get; init; }

    /// <summary>What such a card does.</summary>
    public required string Declined { get; init; }

    /// <summary>What such a card does.</summary>
    public required string NoFunds { get; init; }

    /// <summary>What such a card does.</summary>
    public required string Challenge { get; init; }

    /// <summary>Heading of the challenge.</summary>
    public required string ChallengeTitle { get; init; }

    /// <summary>{0} last digits, {1} amount, {2} merchant.</summary>
    public required string ChallengeText { get; init; }

    /// <summary>Button.</summary>
    public required string ChallengeAccept { get; init; }

    /// <summary>Button.</summary>
    public required string ChallengeFail { get; init; }

    /// <summary>Shown for a page that was paid.</summary>
    public required string Complete { get; init; }

    /// <summary>Shown for a page whose time is over.</summary>
    public required string Expired { get; init; }

    /// <summary>Shown for an unknown page.</summary>
    public required string NotFound { get; init; }

    /// <summary>The link out of a closed page.</summary>
    public required string Continue { get; init; }

    /// <summary>What to type instead.</summary>
    public required string BadEmail { get; init; }

    /// <summary>What to type instead.</summary>
    public required string BadNumber { get; init; }

    /// <summary>What to type instead.</summary>
    public required string BadExpiry { get; init; }

    /// <summary>What to type instead.</summary>
    public required string BadCvc { get; init; }

    /// <summary>What to type instead.</summary>
    public required string BadIban { get; init; }

    /// <summary>Why a payment failed, by Stripe's code; empty where Stripe's own English words serve.</summary>
    public IReadOnlyDictionary<string, string> Refusals { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why a payment failed, for the payer.</summary>
    /// <param name="code">Stripe's decline code, or its code where there is none.</param>
    /// <param name="english">Stripe's own words.</param>
    public string Explain(string code, string english) =>
        Refusals.TryGetValue(code, out var words) || Refusals.TryGetValue("generic_decline", out words) ? words : english;

    /// <summary>The words for a session's locale; English where we have no other.</summary>
    public static PageWords For(string? locale) => locale is "ru" ? Russian : English;

    /// <summary>English.</summary>
    public static PageWords English { get; } = new()
    {
        Language = "en",
        Sandbox = "Sandbox: no real money moves",
        PayTo = "Pay {0}",
        Back = "Cancel and go back",
        Quantity = "Quantity {0}",
        Total = "Total due",
        PayWith = "Pay with",
        Email = "Email",
        Card = "Card",
        Debit = "SEPA debit",
        Number = "Card number",
        Expiry = "Expiry (MM / YY)",
        Cvc = "Security code",
        DebitHint = "The bank decides later; the page returns at once.",
        Pay = "Pay {0}",
        TestNumbers = "Test numbers",
        Accepted = "accepted",
        Declined = "declined",
        NoFunds = "insufficient funds",
        Challenge = "asks for confirmation",
        ChallengeTitle = "Confirm it is you",
        ChallengeText = "The bank of the card ending in {0} wants to know that it is you who pays {1} to {2}.",
        ChallengeAccept = "Confirm payment",
        ChallengeFail = "Fail confirmation",
        Complete = "This payment is complete.",
        Expired = "This payment page has expired. Nothing was charged.",
        NotFound = "There is no such payment page.",
        Continue = "Continue to the shop",
        BadEmail = "Enter an email address, such as name@example.com.",
        BadNumber = "Enter the 16 digits of a card.",
        BadExpiry = "Enter a month and a year that are not over, such as 12 / 34.",
        BadCvc = "Enter the 3 or 4 digits of the security code.",
        BadIban = "Enter an IBAN: two letters and 13 to 32 letters or digits.",
    };

    /// <summary>Russian.</summary>
    public static PageWords Russian { get; } = new()
    {
        Language = "ru",
        Sandbox = "Песочница: настоящие деньги не списываются",
        PayTo = "Оплата: {0}",
        Back = "Отменить и вернуться",
        Quantity = "Количество: {0}",
        Total = "К оплате",
        PayWith = "Способ оплаты",
        Email = "Эл. почта",
        Card = "Карта",
        Debit = "Дебет SEPA",
        Number = "Номер карты",
        Expiry = "Срок (ММ / ГГ)",
        Cvc = "Код безопасности",
        DebitHint = "Банк ответит позже; страница вернётся сразу.",
        Pay = "Оплатить {0}",
        TestNumbers = "Тестовые номера",
        Accepted = "принимается",
        Declined = "отклоняется",
        NoFunds = "недостаточно средств",
        Challenge = "требует подтверждения",
        ChallengeTitle = "Подтвердите, что это вы",
        ChallengeText = "Банк карты, номер которой заканчивается на {0}, просит подтвердить платёж {1} в пользу {2}.",
        ChallengeAccept = "Подтвердить платёж",
        ChallengeFail = "Не подтверждать",
        Complete = "Этот платёж завершён.",
        Expired = "Срок этой страницы истёк. Ничего не списано.",
        NotFound = "Такой страницы оплаты нет.",
        Continue = "Вернуться в магазин",
        BadEmail = "Введите адрес почты, например name@example.com.",
        BadNumber = "Введите 16 цифр номера карты.",
        BadExpiry = "Введите месяц и год, которые ещё не прошли, например 12 / 34.",
        BadCvc = "Введите 3 или 4 цифры кода.",
        BadIban = "Введите IBAN: две буквы и от 13 до 32 букв или цифр.",
        Refusals = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["generic_decline"] = "Карта отклонена.",
            ["insufficient_funds"] = "На карте недостаточно средств.",
            ["expired_card"] = "Срок действия карты истёк.",
            ["incorrect_cvc"] = "Неверный код безопасности карты.",
            ["processing_error"] = "Ошибка при обработке карты. Попробуйте ещё раз чуть позже.",
            ["test_mode_live_card"] = "Карта отклонена. Это тестовая страница, а карта не тестовая.",
            ["payment_intent_authentication_failure"] = "Банк не смог подтвердить, что это вы. Попробуйте ещё раз или возьмите другую карту.",
            ["expected_amount"] = "Сумма изменилась. Откройте страницу заново и проверьте итог.",
        },
    };
}
