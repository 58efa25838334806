"""The steps of the journey, in order. Each is a function of the `Journey`; it returns what it saw, or raises `Failure`."""

import hashlib
import re
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from browser import Watch, without_query
from picture import png


class Failure(Exception):
    """The site did not do what it should; the message says what was seen and what was expected."""


@dataclass
class Journey:
    page: Page
    watch: Watch
    url: str
    user: str
    password: str
    token: str

    def open(self, path: str) -> None:
        response = self.page.goto(self.url + path)
        check("status of " + path, response.status if response else None, 200)

    def check_path(self, expected: str) -> None:
        check("path of the page", urlsplit(self.page.url).path, expected)


def check(what: str, seen, expected) -> None:
    if seen != expected:
        raise Failure(f"{what}: {seen!r} instead of {expected!r}")


def check_that(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failure(otherwise)


def home(journey: Journey) -> dict:
    """The first page is styled by its style sheet, and its script has run."""
    journey.open("/")
    page = journey.page
    style = "(selector, property) => getComputedStyle(document.querySelector(selector))[property]"

    def computed(selector: str, property: str) -> str:
        return page.evaluate(f"([s, p]) => ({style})(s, p)", [selector, property])

    check("background of the masthead", computed(".masthead", "backgroundColor"), "rgb(39, 75, 67)")
    check("display of the guestbook", computed(".guestbook", "display"), "grid")
    pictures = []
    for selector in ["body", ".hero"]:
        image = re.search(r'url\("(.+?)"\)', computed(selector, "backgroundImage"))
        check_that(image is not None, f"{selector} has no background image")
        check(f"status of {image[1]}", journey.watch.status_of(image[1]), 200)
        pictures.append(urlsplit(image[1]).path)
    check_images(page)
    check_that(page.evaluate("document.documentElement.classList.contains('js')"), "site.js has not run")
    expect(page.locator("[data-counts]")).to_have_text("280 left")
    style_sheet = page.evaluate("document.querySelector('link[rel=stylesheet]').href")
    return {"title": page.title(), "style_sheet": urlsplit(style_sheet).path, "css_images": pictures}


def guestbook(journey: Journey) -> dict:
    """A visitor leaves a note, and it is still there after a reload."""
    page = journey.page
    name, text = f"Visitor {journey.token}", f"Greetings, こんにちは & <b>{journey.token}</b>"
    page.get_by_label("Name").fill(name)
    page.get_by_label("Message").fill(text)
    expect(page.locator("[data-counts]")).to_have_text(f"{280 - len(text)} left")
    page.get_by_role("button", name="Sign the book").click()
    expect(page.locator(".message")).to_have_text(f"Thank you, {name}. Your note is in the book.")
    note = page.locator(".notes li", has_text=name)
    expect(note).to_have_count(1)
    expect(note.locator("p").first).to_have_text(text)

    page.reload()
    expect(page.locator(".message")).to_have_count(0)
    expect(note).to_have_count(1)
    return {"note": text, "name": name}


def closed_door(journey: Journey) -> dict:
    """Writing needs an account: the page leads to the login page, and remembers where the visitor wanted to go."""
    journey.open("/entries/new/")
    journey.check_path("/accounts/login/")
    check("next", parse_qs(urlsplit(journey.page.url).query).get("next"), ["/entries/new/"])
    expect(journey.page.get_by_role("heading", name="Sign in")).to_be_visible()
    return {}


def admin_sign_in(journey: Journey) -> dict:
    """A wrong password is refused, the right one opens the admin, and the admin has its own style sheets."""
    page = journey.page
    journey.open("/admin/")
    journey.check_path("/admin/login/")
    for password in [f"not-{journey.token}", journey.password]:
        page.get_by_label("Username").fill(journey.user)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        if password != journey.password:
            expect(page.locator(".errornote")).to_contain_text("Please enter the correct username and password")
    expect(page.locator("#user-tools")).to_contain_text(journey.user)
    journey.check_path("/admin/")
    header = page.evaluate("getComputedStyle(document.querySelector('#header')).backgroundColor")
    check_that(header not in ("rgba(0, 0, 0, 0)", "transparent"), "the admin's header has no colour: its style sheet is missing")
    return {"user": journey.user}


def admin_upload(journey: Journey) -> dict:
    """An entry with a photo, by the admin's form; the admin's list shows the photo."""
    page = journey.page
    photo = png(640, 400, hashlib.sha256(f"admin {journey.token}".encode()).digest())
    title = f"Admin's walk {journey.token}"
    journey.open("/admin/journal/entry/add/")
    expect(page.get_by_label("Author").locator("option:checked")).to_have_text(journey.user)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Place").fill("Reykjavík")
    page.get_by_label("Walked on").fill("2025-06-26")
    page.get_by_label("Distance (km)").fill("12.5")
    page.get_by_label("Text").fill("Past the harbour, 12.5 km in all. Then soup.")
    upload = {"name": f"harbour-{journey.token}.png", "mimeType": "image/png", "buffer": photo}
    page.get_by_label("Photo").set_input_files(upload)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_contain_text(title)

    row = page.locator("#result_list tbody tr", has_text=title)
    expect(row).to_have_count(1)
    check_images(page)
    link = row.locator("th a").get_attribute("href")
    entry_id = int(re.search(r"/entry/(\d+)/", link)[1])
    return {"entry": entry_id, "title": title, "photo_sha256": hashlib.sha256(photo).hexdigest()}


def admin_photo(journey: Journey) -> dict:
    """The photo that the admin took is on the site, byte for byte, and the summary is the text's first sentence."""
    page = journey.page
    journey.open("/")
    entry = page.locator(".entry", has_text=f"Admin's walk {journey.token}")
    # The journal is in order of the date walked: where it holds more than a page, the entry is further back.
    while not entry.count() and page.get_by_role("link", name="Older").count():
        page.get_by_role("link", name="Older").click()
    expect(entry).to_contain_text("Past the harbour, 12.5 km in all.")
    expect(entry).not_to_contain_text("Then soup.")
    check_images(page)
    entry.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Admin's walk {journey.token}")
    return check_photo(journey, 640, 400, png(640, 400, hashlib.sha256(f"admin {journey.token}".encode()).digest()))


def site_upload(journey: Journey) -> dict:
    """An entry by the site's own form, with a Japanese title and file name."""
    page = journey.page
    photo = png(480, 720, hashlib.sha256(f"site {journey.token}".encode()).digest())
    title = f"夕暮れの堤防 {journey.token}"
    journey.open("/")
    page.get_by_role("link", name="Write").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Place").fill("多摩川")
    page.get_by_label("Walked on").fill(time.strftime("%Y-%m-%d"))
    page.get_by_label("Distance (km)").fill("4.2")
    upload = {"name": f"夕暮れ-{journey.token}.png", "mimeType": "image/png", "buffer": photo}
    page.get_by_label("Photo").set_input_files(upload)
    expect(page.locator(".preview")).to_be_visible()
    page.get_by_label("Text").fill("川沿いを歩いた。橋の向こうに日が沈んだ。")
    page.get_by_role("button", name="Put it in the journal").click()
    expect(page.locator(".message")).to_have_text("Your walk is in the journal.")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    entry_id = int(re.search(r"/entries/(\d+)/$", urlsplit(page.url).path)[1])
    return {"entry": entry_id, "title": title} | check_photo(journey, 480, 720, photo)


def cached_page(journey: Journey) -> dict:
    """The figures are counted once: a second visit, later, shows the same moment."""
    moments = []
    for _ in range(3):
        journey.open("/stats/")
        moments.append(journey.page.locator("#counted-at").get_attribute("datetime"))
        # The first visit may meet figures that expire before the second.
        if len(moments) > 1 and moments[-1] == moments[-2]:
            return {"counted_at": moments[-1]}
        time.sleep(1.2)
    raise Failure(f"the figures were counted anew at every visit: {', '.join(moments)}")


def sign_out(journey: Journey) -> dict:
    """After signing out, the doors are closed again."""
    page = journey.page
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    journey.check_path("/")
    for path, login in [("/entries/new/", "/accounts/login/"), ("/admin/", "/admin/login/")]:
        journey.open(path)
        journey.check_path(login)
    journey.open("/")
    expect(page.locator(".entry", has_text=f"夕暮れの堤防 {journey.token}")).to_be_visible()
    check_images(page)
    return {}


def check_photo(journey: Journey, width: int, height: int, sent: bytes) -> dict:
    """The photo of the open entry is shown in its natural size, and its URL gives the bytes that were sent."""
    page = journey.page
    check_images(page)
    image = page.locator(".story img")
    size = image.evaluate("i => [i.naturalWidth, i.naturalHeight]")
    check("natural size of the photo", size, [width, height])
    source = image.evaluate("i => i.currentSrc")
    entry = page.url
    answer = page.goto(source)
    check(f"status of {without_query(source)}", answer.status, 200)
    check("content type of the photo", answer.headers.get("content-type"), "image/png")
    check_that(answer.body() == sent, f"{without_query(source)} does not hold the bytes that were uploaded")
    page.goto(entry)
    signed = "X-Amz-Signature" in parse_qs(urlsplit(source).query)
    return {"photo": without_query(source), "signed": signed, "natural_size": size, "photo_sha256": hashlib.sha256(sent).hexdigest()}


def check_images(page: Page) -> None:
    """Every image that is shown has been loaded."""
    page.wait_for_load_state("load")
    broken = page.evaluate(
        "[...document.images].filter(i => !i.hidden && !(i.complete && i.naturalWidth)).map(i => i.currentSrc || i.src)"
    )
    check_that(not broken, "images not shown: " + ", ".join(map(without_query, broken)))


STEPS = [home, guestbook, closed_door, admin_sign_in, admin_upload, admin_photo, site_upload, cached_page, sign_out]
