"""A paper that a lead writes to a file: never over one that came to be meanwhile."""

from datetime import date
from pathlib import Path

from seasonal_ops.paper.blocks import Paper, Paragraph
from tui.gateway.files import write_paper


def test_a_file_made_while_the_paper_was_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"

    def paper() -> Paper:
        path.write_text("theirs", "utf-8")
        return Paper(
            title="Ours",
            name="Ours",
            marking="OFFICIAL",
            on=date(2026, 10, 30),
            landscape=False,
            points=10,
            body=(Paragraph("ours"),),
        )

    assert write_paper(paper, str(path), replace=False) is None
    assert path.read_text("utf-8") == "theirs"
    assert write_paper(paper, str(path), replace=True) == str(path)
    assert "ours" in path.read_text("utf-8")
