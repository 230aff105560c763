"""What a lead has to know of a season that was rolled forward, as findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.dates import anchors_in, parse, short
from seasonal_ops.dates.wording import weekday_name
from seasonal_ops.models import Anchor, Contact, key
from seasonal_ops.names import joined, quoted
from seasonal_ops.nights import instants
from seasonal_ops.planning.carrying import Carried
from seasonal_ops.planning.outline import Outline
from seasonal_ops.templates import Draft
from seasonal_ops.views import ActivityView, Finding
from seasonal_ops.words import Check, Severity

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Season:
    """The old season, the new one, what goes on, and the new ids by the identity of each line."""

    outline: Outline
    draft: Draft
    going: tuple[Carried, ...]
    new: Mapping[int, int]

    @property
    def slug(self) -> str:
        """What the new plan is called on the command line."""
        return f"{self.outline.plan.template}-{self.draft.begins.year}"

    def weekdays(self) -> Iterator[Finding]:
        """An occasion on another weekday: what hangs on it, and what falls on a weekend because of it."""
        for row in self.outline.anchors:
            on = self.draft.anchors[row.name].on
            if on.weekday() == row.on.weekday():
                continue
            hanging = [line for line in self.going if self._hangs_on(line, row)]
            weekend = [line for line in hanging if _fell_on_weekend(line)]
            said = f"{row.name} is a {_weekday(on)}; it was a {_weekday(row.on)}. {_hang(len(hanging))} on it"
            if weekend:
                titles = joined(list(dict.fromkeys(line.move.title for line in weekend)))
                said += f"; on a weekend now: {titles}"
            yield Finding(
                rule=Check.WEEKDAY,
                severity=Severity.WARNING if weekend else Severity.NOTE,
                activities=tuple(self.new[id(line)] for line in weekend or hanging),
                sentence=said,
                way_out="look at those dates; seasonal-ops activity move ID --to DATE, and partners' hours",
            )

    def meetings(self) -> Iterator[Finding]:
        """Occasions that fall on one day, and did not last season."""
        days: dict[date, list[Anchor]] = {}
        for row in self.outline.anchors:
            days.setdefault(self.draft.anchors[row.name].on, []).append(row)
        for on, rows in days.items():
            if len({row.on for row in rows}) > 1:
                names = joined([row.name for row in rows])
                yield Finding(
                    rule=Check.WEEKDAY,
                    severity=Severity.WARNING,
                    activities=(),
                    sentence=f"{names} are one day now, {short(on)}; last season they were not",
                    way_out=f"seasonal-ops plan check {self.slug}",
                )

    def contacts(self, session: Session) -> Iterator[Finding]:
        """Contacts that have left, at partners that are asked again."""
        asked: dict[str, list[int]] = {}
        for line in self.going:
            spec = line.draft.spec if line.draft else None
            for slug in (*spec.lead, *spec.support) if spec else ():
                asked.setdefault(slug, []).append(self.new[id(line)])
        for partner in self.outline.partners.values():
            if partner.slug not in asked:
                continue
            rows = session.exec(
                select(Contact).where(Contact.partner_id == key(partner)).order_by(col(Contact.id))
            ).all()
            here = [row for row in rows if row.left_on is None]
            # Who left before this season and was replaced is no news.
            begins = self.outline.plan.begins
            left = [row for row in rows if row.left_on and (not here or row.left_on >= begins)]
            if not left:
                continue
            last = short(max(row.left_on for row in left if row.left_on))
            said = f"a contact of {partner.name} left on {last}"
            if here:
                deputies = all(row.deputy for row in here)
                said += "; only a deputy is still there" if deputies else "; somebody else is still there"
            else:
                said += "; nobody is left there who could be written to"
            yield Finding(
                rule=Check.CONTACT,
                severity=Severity.NOTE if here else Severity.WARNING,
                activities=tuple(asked[partner.slug]),
                sentence=said,
                way_out=f"seasonal-ops contact add {partner.slug} EMAIL",
            )

    def carried(self, now: datetime) -> Iterator[Finding]:
        """What nobody ever said the end of, and targets that are last season's."""
        old = self.outline.plan
        unsaid = [line for line in self.going if line.source and _unsaid(line.source, now)]
        if unsaid:
            yield Finding(
                rule=Check.CARRIED,
                severity=Severity.NOTE,
                activities=tuple(self.new[id(line)] for line in unsaid),
                sentence=f"nobody said how {_counted(len(unsaid))} of {old.year} went; all go on",
                way_out=f"seasonal-ops activity list --plan {old.slug}, then activity status ID STATUS",
            )
        money = [gate for gate in self.outline.gates if gate.amount or gate.funder]
        if money:
            yield Finding(
                rule=Check.CARRIED,
                severity=Severity.WARNING,
                activities=(),
                sentence=f"amount and funder of {joined([quoted(gate.title) for gate in money])} are those of"
                f" {old.year}: nobody has promised them again",
                way_out=f"seasonal-ops gate list {self.slug}, then gate set {self.slug} KEY --amount POUNDS",
            )
        if self.outline.targets:
            yield Finding(
                rule=Check.CARRIED,
                severity=Severity.NOTE,
                activities=(),
                sentence=f"what is aimed at is that of {old.year}, with its numbers and words",
                way_out=f"set this season's: seasonal-ops target list {self.slug}, target set ID --value",
            )

    def _hangs_on(self, line: Carried, anchor: Anchor) -> bool:
        if line.draft is None:
            return False
        return anchor.name in anchors_in(parse(line.draft.spec.when, self.draft.anchors))


def _fell_on_weekend(line: Carried) -> bool:
    was, to = line.move.was, line.move.to
    return was is not None and to is not None and to.weekday() >= _SATURDAY > was.weekday()


def _counted(count: int) -> str:
    return "1 activity" if count == 1 else f"{count} activities"


def _hang(count: int) -> str:
    return "Nothing hangs" if not count else "1 activity hangs" if count == 1 else f"{count} activities hang"


def _weekday(on: date) -> str:
    return f"{weekday_name(on)} in {on.year}"


def _unsaid(view: ActivityView, now: datetime) -> bool:
    end = instants(view.starts_on, view.ends_on, view.start_time, view.end_time, view.time_zone)[1]
    return view.status.open and end <= now
