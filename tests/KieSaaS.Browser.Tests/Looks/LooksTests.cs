using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>
/// Every page of the portal as people meet it: signed in or not, full, empty or refused, in light and dark, on a desk and on a
/// phone, in English and in Russian. axe-core judges accessibility; what can be measured of the look is measured.
/// </summary>
public sealed class LooksTests(LooksHouse house) : IClassFixture<LooksHouse>
{
    [Fact]
    public void Every_page_of_the_program_is_looked_at()
    {
        var visited = Visits.Of(house.Facts).Select(visit => visit.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.NotEmpty(Routes.All);
        Assert.Equal(Routes.All, visited);
    }

    [Fact]
    public async Task Every_page_serves_everybody_in_both_themes_on_desk_and_phone_and_no_link_is_dead()
    {
        var tour = new Tour(house, "en");
        var links = new Links(house);

        await tour.GoAsync(Visits.Of(house.Facts), async (page, visit) =>
        {
            tour.Note(visit, "desk", await Shape.MeasureAsync(page));
            tour.Note(visit, "desk", await Shape.LostAnchorsAsync(page));
            tour.Note(visit, "desk", await Shape.LinksAcrossAsync(page));
            links.Add(visit, await Shape.LinksAsync(page));
            tour.Note(visit, "desk light", await house.Axe.JudgeAsync(page));
            await Album.TakeAsync(page, visit, "en-desk-light");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            tour.Note(visit, "desk dark", await house.Axe.JudgeColoursAsync(page));
            await Album.TakeAsync(page, visit, "en-desk-dark");
            await page.SetViewportSizeAsync(Screen.Phone, Screen.Height);
            tour.Note(visit, "phone dark", await house.Axe.JudgeColoursAsync(page));
            await Album.TakeAsync(page, visit, "en-phone-dark");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            tour.Note(visit, "phone", await Shape.MeasureAsync(page));
            tour.Note(visit, "phone light", await house.Axe.JudgeAsync(page));
            await Album.TakeAsync(page, visit, "en-phone-light");
            await page.SetViewportSizeAsync(Screen.Narrowest, Screen.Height);
            tour.Note(visit, "narrowest", await Shape.MeasureAsync(page));
        });

        AssertNone([.. tour.Faults, .. await links.FindDeadAsync(), .. house.Errors]);
    }

    [Fact]
    public async Task In_Russian_no_text_is_missing_and_none_leaves_its_place()
    {
        var tour = new Tour(house, "ru");
        var texts = new RussianTexts();

        // The pages for developers show samples, and mail in its reader's language.
        await tour.GoAsync(Visits.Of(house.Facts).Where(visit => !visit.Path.StartsWith("/_", StringComparison.Ordinal)), async (page, visit) =>
        {
            tour.Note(visit, "desk", texts.LeftOut(await Shape.TextsAsync(page)));
            tour.Note(visit, "desk", await Shape.MeasureAsync(page));
            await Album.TakeAsync(page, visit, "ru-desk-light");
            await page.SetViewportSizeAsync(Screen.Phone, Screen.Height);
            tour.Note(visit, "phone", await Shape.MeasureAsync(page));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Album.TakeAsync(page, visit, "ru-phone-dark");
            await page.SetViewportSizeAsync(Screen.Narrowest, Screen.Height);
            tour.Note(visit, "narrowest", await Shape.MeasureAsync(page));
        });

        AssertNone([.. tour.Faults, .. house.Errors]);
    }

    [Fact]
    public async Task The_judges_can_see()
    {
        var page = await house.OpenAsync(Person.Nobody);
        await page.GotoAsync(new Uri(house.Address, "/account/sign-in").ToString());
        Assert.Equal([], await house.Axe.JudgeAsync(page));
        Assert.Equal([], await Shape.MeasureAsync(page));

        await page.EvaluateAsync(
            """
            () => {
                const plant = (tag, attributes) => Object.assign(document.querySelector('main').appendChild(document.createElement(tag)), attributes);
                plant('p', { textContent: 'Faint words', id: 'faint' }).style.color = 'light-dark(#ddd, #333)';
                plant('h1', { textContent: 'A second heading' });
                plant('div', { textContent: 'Wide' }).style.width = '1500px';
                plant('a', { href: '/account/sign-in#nowhere', textContent: 'Nowhere' });
            }
            """);

        Assert.Contains(await house.Axe.JudgeColoursAsync(page), fault => fault.StartsWith("serious color-contrast: #faint", StringComparison.Ordinal));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Contains(await house.Axe.JudgeColoursAsync(page), fault => fault.StartsWith("serious color-contrast: #faint", StringComparison.Ordinal));
        var shape = await Shape.MeasureAsync(page);
        Assert.Contains(shape, fault => fault.StartsWith("scrolls sideways", StringComparison.Ordinal));
        Assert.Contains("2 h1", shape);
        Assert.Single(await Shape.LostAnchorsAsync(page));
        Assert.NotEmpty(new RussianTexts().LeftOut(await Shape.TextsAsync(page)));
    }

    private static void AssertNone(IReadOnlyCollection<string> faults) => Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
}
