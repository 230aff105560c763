"""`today`: what is due, overdue, unanswered, uncounted."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks.phrases import number_of
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.names import joined
from seasonal_ops.views import MissingCount, Pause, TodayRow, TodayView, moment

PROGRAM: Final = "seasonal-ops"


@click.command(epilog="Example: seasonal-ops today --plain")
@click.option("--plan", "plan_name", metavar="PLAN", help="Only this plan.")
@click.option("--plain", is_flag=True, help="Whole sentences, for screen readers.")
@json_option
@click.pass_obj
def today(app: App, plan_name: str | None, plain: bool, as_json: bool) -> None:
    """What is due, overdue, unanswered, uncounted."""
    with app.database.read() as session:
        plan_id = queries.find_plan(session, plan_name).id if plan_name else None
        view = queries.today(session, now=app.clock(), plan_id=plan_id, time_zone=app.settings.time_zone)
    emit(view, as_json=as_json, text=lambda: (read_aloud if plain else show)(view))


def show(view: TodayView, command: str = PROGRAM) -> None:
    """Sections with aligned columns; `command` is how this database is reached."""
    say(f"{view.title} ▸ Today, {phrases.day(view.today)}{_ahead(view)}")
    say(
        f"▲ {len(view.overdue)} overdue   × {view.clashes} clashes   ◷ {view.unanswered} unanswered"
        f"   ✎ {len(view.uncounted)} counts missing"
    )
    for sentence in _of_messages(view, command):
        say(f"! {sentence}")
    _section("▲ OVERDUE", view.overdue)
    _section("● TODAY", view.due)
    _section("NEXT 7 DAYS", view.coming)
    if view.uncounted:
        say(f"✎ COUNTS MISSING  {len(view.uncounted)}")
        table(_missing(view.uncounted), empty="")
    for sentence in view.unwritten:
        say(f"! {sentence}")
    for sentence in _of_plans(view, command):
        say(sentence)


def _of_plans(view: TodayView, command: str = PROGRAM) -> list[str]:
    """That there is none, or which are still drafts, each with what to type."""
    if not view.plans:
        return [f"there is no plan yet; make one: {command} plan new bright-sparx --year 2026"]
    drafts = [plan.slug for plan in view.plans if not plan.live and plan.ends_on >= view.today]
    return [f"{slug} is a draft, nothing is sent: {command} plan go-live {slug}" for slug in drafts]


def _of_messages(view: TodayView, command: str = PROGRAM) -> list[str]:
    """What fell due while nothing ran, was given up, is held or came too late, each with what to type."""
    said = []
    if view.pause is not None:
        review, send = f"{command} remind list --due", f"{command} remind run"
        said.append(f"{_paused(view.pause)}: review with {review}, send with {send}")
    if view.given_up:
        said.append(f"{_reminders(view.given_up)} given up: {command} remind list --state dead")
    if view.held:
        said.append(
            f"{_reminders(view.held)} held, for you to decide: see {command} remind list --state held, then"
            f" {command} remind release --all or {command} remind settle --held"
        )
    if view.expired:
        said.append(f"{_reminders(view.expired)} came too late: {command} remind list --state expired")
    return said


def _paused(pause: Pause) -> str:
    """What fell due while nothing ran, and what has since."""
    if not pause.count:
        waits = "waits" if pause.waiting == 1 else "wait"
        return f"{_reminders(pause.waiting)} {waits} and no server runs"
    since = f"since {moment(pause.since)}" if pause.since else "nothing ever ran"
    more = f" and {pause.waiting} more since" if pause.waiting else ""
    return f"{_reminders(pause.count)} fell due while nothing was running ({since}){more}"


def _reminders(number: int) -> str:
    return f"{number} reminder" + ("" if number == 1 else "s")


def _missing(uncounted: tuple[MissingCount, ...]) -> list[tuple[object, ...]]:
    """One line a measure: how many nights, from when to when."""
    measures: dict[tuple[str, str, str], list[date]] = {}
    for one in uncounted:
        measures.setdefault((one.plan, one.measure, one.measure_name), []).append(one.on)
    return [
        (
            "  ",
            plan,
            measure,
            name,
            phrases.day(days[0]) + (f" to {phrases.day(days[-1])}, {len(days)} dates" if days[1:] else ""),
        )
        for (plan, measure, name), days in sorted(measures.items())
    ]


def _ahead(view: TodayView) -> str:
    if view.next_anchor is None:
        return ""
    days = (view.next_anchor.on - view.today).days
    return f" · {'today' if days == 0 else number_of(days, 'day', 'days') + ' to'} ◆ {view.next_anchor.name}"


def _section(title: str, rows: tuple[TodayRow, ...]) -> None:
    say(f"{title}  {len(rows)}")
    if rows:
        table(
            [
                (
                    "  ",
                    row.activity.id,
                    phrases.when(row.activity),
                    row.activity.title,
                    " + ".join(row.activity.lead_slugs),
                    f"late {row.late_days}d" if row.late_days else row.activity.status.value,
                )
                for row in rows
            ],
            empty="",
        )


def read_aloud(view: TodayView) -> None:
    """The same as sentences, one a line, without glyphs."""
    say(f"{view.title}, {phrases.day(view.today)}.")
    if view.next_anchor is not None:
        on = view.next_anchor.on
        left = (on - view.today).days
        ahead = f"in {number_of(left, 'day', 'days')}" if left else "today"
        say(f"Next: {view.next_anchor.name} on {phrases.day(on)}, {ahead}.")
    say(
        f"{len(view.overdue)} overdue, {view.clashes} clashing, {view.unanswered} unanswered,"
        f" {len(view.uncounted)} counts missing."
    )
    for sentence in _of_messages(view):
        say(f"{sentence}.")
    _read_rows(view)
    for missing in view.uncounted:
        say(f"Count missing: {missing.measure_name}, {phrases.day(missing.on)}, {missing.plan}.")
    for sentence in view.unwritten:
        say(f"Not in any calendar: {sentence}.")
    for sentence in _of_plans(view):
        say(f"{sentence[0].upper()}{sentence[1:]}.")


def _read_rows(view: TodayView) -> None:
    anchors = {(plan.slug, one.on): one.name for plan in view.plans for one in plan.anchors}
    for heading, rows in (("Overdue", view.overdue), ("Today", view.due), ("Next 7 days", view.coming)):
        if not rows:
            say(f"{heading}: nothing.")
        for row in rows:
            anchor = anchors.get((row.activity.plan, row.activity.starts_on))
            # As on the screen: for what is over, or was said how it went, nobody waits for an answer.
            asks = heading != "Overdue" and row.activity.status.open
            say(f"{heading}: {', '.join(_of_row(row, anchor, asks=asks))}.")


def _of_row(row: TodayRow, anchor: str | None, *, asks: bool) -> Iterator[str]:
    """All that the terminal UI shows of it, in words; `asks`: an answer is still waited for."""
    one = row.activity
    yield f"activity {one.id}, {one.title}, {phrases.when(one)}"
    if anchor is not None:
        yield f"on {anchor}"
    yield f"led by {joined(list(one.leads))}" if one.leads else "no lead"
    yield one.status.value
    if row.late_days:
        yield f"late {number_of(row.late_days, 'day', 'days')}"
    if asks and one.unanswered:
        yield f"no answer yet from {joined([held.partner_name for held in one.unanswered])}"
    if row.clash:
        yield "clashes"
