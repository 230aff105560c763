"""Contacts and who leads a plan, as a lead types them."""

from pathlib import Path

import pytest
from helpers import Commands

from seasonal_ops.db import Database

HOOK = "https://hooks.fire.example/ops?to=1"
UNLED = "nobody leads Bright Sparx 2026: digests, and word of who does not answer, go to nobody"

SILENCE = "has no contact to write to, so nobody there is told:"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """Bright Sparx 2026 in preparation, with a mailbox at the police."""
    made = Commands(tmp_path, now="2026-10-12T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    made.ok('contact add police sgt@police.example --name "Duty Sgt" --phone "01632 960100"')
    return made


def test_a_contact_from_its_first_day_to_its_last(tmp_path: Path, database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    commands = Commands(tmp_path, now="2026-10-12T09:00+01:00", url=url)
    commands.ok("plan new bright-sparx --year 2026")
    made = commands.json(
        "contact add police sgt@police.example --name Sgt --phone 01632960100 --deputy --quiet 22:00-7:00"
    )
    assert made == {
        "id": 1,
        "partner": "police",
        "email": "sgt@police.example",
        "name": "Sgt",
        "deputy": True,
        "phone": "01632960100",
        "channel": "mail",
        "url": "",
        "quiet_from": "22:00",
        "quiet_to": "07:00",
        "opted_out": None,
        "left": None,
    }
    edited = commands.json('contact edit 1 --name "" --no-deputy --no-quiet --opt-out')
    changes = {"name": "", "deputy": False, "quiet_from": None, "quiet_to": None}
    assert edited == made | changes | {"opted_out": "2026-10-12T08:00:00+00:00"}
    assert commands.json("contact edit 1 --opt-in") == made | changes
    assert commands.json("contact list") == [made | changes]
    assert commands.json("contact remove 1") == {
        "id": 1,
        "left_on": "2026-10-12",
        "led": [],
        "rung": [],
        "reached": 0,
    }
    assert commands.json("contact list") == []
    gone = commands.json("contact show 1")
    assert gone == made | changes | {"left": "2026-10-12", "leads": [], "secret": None}


def test_what_stands_in_the_way_of_messages_is_listed(commands: Commands) -> None:
    commands.ok("contact edit 1 --quiet 22:00–07:00 --deputy --opt-out")
    stands = "deputy, quiet 22:00–07:00, wants nothing since Mon 12 Oct 2026"
    assert commands.ok("contact list").splitlines() == [
        f"1  police  mail  sgt@police.example  Duty Sgt  {stands}"
    ]
    assert commands.ok("partner show police").splitlines()[3:] == [
        f"  1  sgt@police.example  Duty Sgt  01632 960100  ({stands})"
    ]


def test_the_secret_of_a_webhook_is_shown_where_it_is_asked_for_and_nowhere_else(commands: Commands) -> None:
    added = commands.ok(f"contact add fire-and-rescue {HOOK}")
    assert added.splitlines()[0] == f"{HOOK} is contact 2 of fire-and-rescue"
    assert "seasonal-ops contact show 2" in added
    secret = commands.json("contact show 2")["secret"]
    assert secret.startswith("whsec_")
    assert f"  secret  {secret}" in commands.ok("contact show 2").splitlines()
    others = [
        commands.ok(one) for one in ("contact list --json", "contact edit 2 --name CAD", "audit list --json")
    ]
    assert not [text for text in (added, *others) if "whsec_" in text]


def test_who_leads_a_plan_is_shown_and_named_by_number_or_address(commands: Commands) -> None:
    assert commands.json("plan show bright-sparx-2026")["lead"] is None
    way = "seasonal-ops plan lead bright-sparx-2026 CONTACT"
    assert f"  nobody leads it: {way}" in commands.ok("plan show bright-sparx-2026").splitlines()
    lead = {"contact": 1, "partner": "police", "name": "Duty Sgt", "email": "sgt@police.example"}
    for typed in ("1", "SGT@police.example"):
        assert commands.json(f"plan lead bright-sparx-2026 {typed}")["lead"] == lead | {"reached": True}
    shown = commands.ok("plan show bright-sparx-2026").splitlines()
    assert "  led by Duty Sgt (contact 1 of police)" in shown
    assert commands.json("contact show 1")["leads"] == ["bright-sparx-2026"]
    assert commands.json("plan lead bright-sparx-2026 --nobody")["lead"] is None


def test_a_lead_that_leaves_is_told_with_the_plans_that_it_led(commands: Commands) -> None:
    commands.ok("plan lead bright-sparx-2026 1")
    way = "seasonal-ops plan lead bright-sparx-2026 CONTACT"
    assert commands.ok("contact remove 1").splitlines()[1:] == [
        f"it led Bright Sparx 2026: name another with: {way}",
        f"note: Lancashire Constabulary {SILENCE} seasonal-ops contact add police EMAIL",
    ]
    assert "  led     bright-sparx-2026" in commands.ok("contact show 1").splitlines()


def test_the_nights_that_a_contact_was_to_be_rung_on_are_told_when_it_leaves(commands: Commands) -> None:
    commands.ok("contact add police two@police.example")
    number = commands.json('activity add bright-sparx-2026 "Extra patrol" --date 2026-11-03')["id"]
    over = commands.json('activity add bright-sparx-2026 "Past patrol" --date 2026-10-01')["id"]
    for one in (number, over):
        commands.ok(f"activity edit {one} --ring 1")
    way = f"seasonal-ops activity edit {number} --ring CONTACT"
    assert commands.ok("contact remove 1").splitlines()[1:] == [
        f'it was to be rung on the night of "Extra patrol": name another with: {way}'
    ]


def test_going_live_says_that_nobody_leads(commands: Commands) -> None:
    said = commands.ok("plan go-live bright-sparx-2026")
    assert f"note: {UNLED}: seasonal-ops plan lead bright-sparx-2026 CONTACT" in said.splitlines()


def test_going_live_is_silent_on_a_lead_that_is_there(commands: Commands) -> None:
    commands.ok("plan lead bright-sparx-2026 1")
    assert "leads" not in commands.ok("plan go-live bright-sparx-2026")


@pytest.fixture
def patrol(commands: Commands) -> int:
    """An activity of the police, who have a contact, and of two partners that have none."""
    add = 'activity add bright-sparx-2026 "Extra patrol" --date 2026-11-03 --start 18:00 --end 20:00'
    partners = "--lead police --support schools --support nhs"
    return int(commands.json(f"{add} {partners}")["id"])


SILENT = (
    "note: nhs and schools have no contact to write to, so nobody there is told:"
    " seasonal-ops contact add nhs EMAIL"
)


@pytest.mark.parametrize("change", ["activity move {} --to 2026-11-04", "activity cancel {}"])
def test_who_cannot_be_told_of_a_change_is_named_once_the_plan_is_live(
    commands: Commands, patrol: int, change: str
) -> None:
    assert "no contact" not in commands.ok(f"activity move {patrol} --to 2026-11-02")
    commands.ok("plan go-live bright-sparx-2026")
    assert SILENT in commands.ok(change.format(patrol)).splitlines()


def test_who_has_declined_or_is_reached_is_not_missed(commands: Commands, patrol: int) -> None:
    commands.ok("plan go-live bright-sparx-2026")
    commands.ok(f"respond {patrol} nhs declined")
    commands.ok("contact add schools head@schools.example")
    assert "no contact" not in commands.ok(f"activity move {patrol} --to 2026-11-04")
    commands.ok("contact edit 2 --opt-out")
    said = commands.ok(f"activity move {patrol} --to 2026-11-05")
    assert "note: Primary and secondary schools has no contact to write to, so nobody there is told" in said


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("contact add police sgt@police.example", "is a contact of police already"),
        ("contact add police http://hooks.police.example/", "does not begin with https://"),
        ("contact add police two@police.example --quiet 22:00", "write them like 22:00-07:00"),
        ("contact add police two@police.example --quiet 22:00-24:00", "write it like 18:30"),
        ("contact edit 1 --quiet 07:00-07:00", "give two different times"),
        ("contact edit 1 --quiet 22:00-07:00 --no-quiet", "give one of them"),
        ("contact edit 1", "nothing is to be changed"),
        ("contact edit 1 --name 'a\x1b[2Jb'", "invisible control character"),
        ("contact edit 9 --deputy", "seasonal-ops contact list"),
        ("contact show 9", "seasonal-ops contact list"),
        ("plan lead bright-sparx-2026 sgt@polise.example", "did you mean sgt@police.example"),
        ("plan lead bright-spraks 1", "did you mean bright-sparx-2026"),
    ],
)
def test_bad_input_gets_a_sentence(planned: Commands, command: str, sentence: str) -> None:
    before = planned.json("audit list --limit 1")
    assert sentence in planned.refused(command)
    assert planned.json("audit list --limit 1") == before


@pytest.mark.parametrize("command", ["plan lead bright-sparx-2026", "plan lead bright-sparx-2026 1 --nobody"])
def test_one_of_two_ways_to_say_who_leads(planned: Commands, command: str) -> None:
    assert planned.run(command).code == 2


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A database with one plan and one contact, for commands that are refused."""
    made = Commands(tmp_path_factory.mktemp("planned"), now="2026-10-12T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    made.ok("contact add police sgt@police.example")
    return made
