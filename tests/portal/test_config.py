"""The settings: from the environment, then from the instance folder, and never a secret where it can be read."""

from __future__ import annotations

from datetime import date

import pytest

from portal.config import SECRETS_FILE, UnusableSetting, read_settings


def test_everything_is_written_into_the_instance_folder(tmp_path):
    settings = read_settings({"PORTAL_INSTANCE": str(tmp_path)})

    assert settings.database_url == f"sqlite:///{tmp_path / 'portal.sqlite'}"
    assert {settings.index_folder.parent, settings.postcodes.parent} == {tmp_path}
    assert not settings.is_set_up


def test_secrets_are_read_from_the_instance_folder_unless_given(tmp_path):
    (tmp_path / SECRETS_FILE).write_text(
        "# made by setup\nPORTAL_SECRET_KEY=one=1\n\nPORTAL_FIELD_KEYS=two\n"
    )

    settings = read_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_FIELD_KEYS": "three"})

    assert (settings.secret_key, settings.field_keys) == ("one=1", "three")
    assert settings.is_set_up


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORTAL_TODAY", "tomorrow"), ("PORTAL_TODAY", "12/01/2027"), ("PORTAL_INDEX", "elastic")],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path, name, value):
    with pytest.raises(UnusableSetting, match=name):
        read_settings({"PORTAL_INSTANCE": str(tmp_path), name: value})


@pytest.mark.parametrize("address", ["postgresql://x:secret@db/portal", "postgres://x:secret@db/portal"])
def test_a_plain_address_of_postgresql_is_understood(tmp_path, address):
    settings = read_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DATABASE_URL": address})

    assert settings.database_url == "postgresql+psycopg://x:secret@db/portal"


def test_no_secret_shows_when_the_settings_are_printed(tmp_path):
    settings = read_settings(
        {
            "PORTAL_INSTANCE": str(tmp_path),
            "PORTAL_SECRET_KEY": "hush-1",
            "PORTAL_FIELD_KEYS": "hush-2",
            "PORTAL_DATABASE_URL": "postgresql://x:hush-3@db/portal",
            "PORTAL_MAIL": "smtp://x:hush-4@mail.example",
        }
    )

    assert "hush" not in repr(settings)


def test_a_demonstration_may_be_read_without_https_and_nothing_else_may(tmp_path):
    assert not read_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DEMO": "1"}).is_served_over_tls
    assert read_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DEMO": "true"}).is_served_over_tls


def test_the_believed_date_is_a_date(tmp_path):
    settings = read_settings({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_TODAY": "2027-01-12"})

    assert settings.today == date(2027, 1, 12)
