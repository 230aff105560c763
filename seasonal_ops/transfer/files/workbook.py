"""An .xlsx workbook: its sheets in order, its shared strings, which formats show a date."""

from dataclasses import dataclass, field
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.files.cleaning import unescaped
from seasonal_ops.transfer.files.package import Package, beside, damaged, few
from seasonal_ops.transfer.files.serial import shows_a_date, shows_a_percentage
from seasonal_ops.transfer.files.sheets import Reading, read_sheet
from seasonal_ops.transfer.table import Kind, Table

_OFFICE: Final = "_rels/.rels"


def read_workbook(content: bytes) -> Table:
    """The visible sheets of a workbook. Raises BadValue for one that is damaged or too large."""
    package = Package(content)
    main = _main(package)
    book = _Book()
    package.parse(main, book)
    links = _links(package, main)
    styles = _styles(package, links)
    reading = Reading(
        strings=_strings(package, links),
        dates=styles.dates,
        percentages=styles.percentages,
        since_1904=book.since_1904,
    )
    visible = [one for one in book.sheets if not one.hidden]
    sheets = tuple(
        read_sheet(package, links.by_id[one.link], one.name, reading)
        for one in visible
        if one.link in links.by_id
    )
    return Table(Kind.XLSX, sheets, tuple(_notes(book, reading)))


@dataclass(slots=True)
class _Named:
    name: str
    link: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    """Handles `workbook.xml`."""

    sheets: list[_Named] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            few(self.sheets, limits.MOST_SHEETS, "sheets")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_Named(attributes.get("name", ""), _link(attributes), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Links:
    """Handles a file of relationships: the members it leads to, by id and by kind."""

    of: str
    by_id: dict[str, str] = field(default_factory=dict)
    by_kind: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            few(self.by_id, limits.MOST_PARTS, "links")
            member = beside(self.of, attributes.get("Target", ""))
            self.by_id[attributes.get("Id", "")] = member
            self.by_kind[attributes.get("Type", "").rpartition("/")[2]] = member

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Strings:
    """Handles the shared strings; how a word is pronounced (`rPh`) is not part of the text."""

    strings: list[str] = field(default_factory=list)
    size: int = 0
    _parts: list[str] = field(default_factory=list)
    _reading: bool = False
    _spoken: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._spoken = True
        elif name == "t":
            self._reading = not self._spoken
        elif name == "si":
            self._parts = []

    def end(self, name: str) -> None:
        if name == "rPh":
            self._spoken = False
        elif name == "t":
            self._reading = False
        elif name == "si":
            self.strings.append(unescaped("".join(self._parts)))

    def text(self, data: str) -> None:
        if self._reading:
            self.size += len(data)
            if self.size > limits.MOST_STRINGS:
                raise BadValue("the workbook holds more text than a plan can; copy the table into a new one")
            self._parts.append(data)


@dataclass(slots=True)
class _Styles:
    """Handles the styles: for each format of cells, whether it shows a date, or a percentage."""

    dates: list[bool] = field(default_factory=list)
    percentages: list[bool] = field(default_factory=list)
    _codes: dict[int, str] = field(default_factory=dict)
    _of_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            few(self._codes, limits.MOST_PARTS, "number formats")
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            number = int(attributes.get("numFmtId", "0"))
            self.dates.append(shows_a_date(number, self._codes.get(number)))
            self.percentages.append(shows_a_percentage(number, self._codes.get(number)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False

    def text(self, data: str) -> None: ...


def _link(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")


def _main(package: Package) -> str:
    if not package.has(_OFFICE):
        raise BadValue("this is a zip archive and no workbook; give the .xlsx or .csv file itself")
    links = _Links(of="")
    package.parse(_OFFICE, links)
    main = links.by_kind.get("officeDocument", "")
    if not main.startswith("xl/") or main.endswith(".bin"):
        raise BadValue("this is no .xlsx workbook; open it in its program and save it as .xlsx or .csv")
    return main


def _links(package: Package, main: str) -> _Links:
    links = _Links(of=main)
    package.parse(beside(main, f"_rels/{main.rpartition('/')[2]}.rels"), links)
    return links


def _strings(package: Package, links: _Links) -> list[str]:
    found = _Strings()
    if package.has(member := links.by_kind.get("sharedStrings", "")):
        package.parse(member, found)
    return found.strings


def _styles(package: Package, links: _Links) -> _Styles:
    found = _Styles()
    if package.has(member := links.by_kind.get("styles", "")):
        with damaged():
            package.parse(member, found)
    return found


def _notes(book: _Book, reading: Reading) -> list[str]:
    notes = []
    if hidden := [quoted(one.name) for one in book.sheets if one.hidden]:
        notes.append(f"hidden, and left out: {joined(hidden)}")
    if reading.hidden_rows:
        notes.append(
            f"hidden or filtered away, and read like the others: rows, {reading.hidden_rows} of them"
        )
    return notes
