"""The page of named parts by its traits, without a browser."""

import base64

import pytest

from l45anatomy.viewer import PageView


def bundle(page: PageView) -> dict[str, str]:
    data, _ = page._repr_mimebundle_()
    return data


def test_a_page_says_its_text_where_scripts_are_missing() -> None:
    page = PageView(content="<b>hm</b>", label="Leg", text="The leg is normal.")
    assert bundle(page)["text/plain"] == "The leg is normal."
    assert "image/png" not in bundle(page)
    assert (
        repr(PageView(label="Leg"))
        == "PageView('Leg')"
        == bundle(PageView(label="Leg"))["text/plain"]
    )


@pytest.mark.parametrize("picture", [b"png", lambda: b"png"])
def test_a_page_brings_its_picture_given_or_made_when_asked(picture: object) -> None:
    shown = bundle(PageView(picture=picture))["image/png"]
    assert base64.b64decode(shown) == b"png"


def test_what_is_shown_and_pointed_at_travels_and_the_twins_do_not() -> None:
    synced = set(PageView().keys)
    assert {"content", "label", "picked", "hovered", "marked", "acted", "revision"} <= synced
    assert not {"text", "picture"} & synced
