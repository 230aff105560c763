"""What measures are of and what is among what; counts at an activity, of a survey, approved; marks and claims.

Returns are derived from the counts and the days in which they are due, so that nobody keeps two lists. Older
measures are taken for outcomes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXTS = ("quote", "reason")
_QUALIFIERS = ("exact", "about", "over", "at-least", "almost")


def upgrade() -> None:
    op.drop_table("return")
    op.drop_table("recording_break")
    _widen_measure()
    _widen_count()
    _make_mark()
    _make_claim()


def _word(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _widen_measure() -> None:
    # Written out: both databases add a column together with its constraint, and Alembic does not on SQLite.
    op.execute(
        "ALTER TABLE measure ADD COLUMN purpose VARCHAR(20) DEFAULT 'outcome' NOT NULL"
        " CONSTRAINT ck_measure_purpose CHECK (purpose IN ('outcome', 'output', 'engagement'))"
    )
    op.add_column("measure", sa.Column("part_of", sa.String(60), nullable=True))
    op.add_column("measure", sa.Column("due_days", sa.Integer(), nullable=False, server_default="14"))


def _widen_count() -> None:
    for name in ("uq_count_current", "uq_count_current_whole"):
        op.drop_index(name, table_name="count")
    op.execute(
        "ALTER TABLE count ADD COLUMN activity_id INTEGER"
        " CONSTRAINT fk_count_activity_id_activity REFERENCES activity (id)"
    )
    op.add_column("count", sa.Column("nil", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("yes", "answered"):
        op.add_column("count", sa.Column(name, sa.Integer(), nullable=True))
    for name in _TEXTS:
        op.add_column("count", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("count", sa.Column("approved_by", sa.String(120), nullable=False, server_default=""))
    op.add_column("count", sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_count_activity_id"), "count", ["activity_id"], unique=False)
    op.create_index("ix_count_measure_id_on", "count", ["measure_id", "on"], unique=False)
    op.create_index(
        "uq_count_current",
        "count",
        ["measure_id", "on", "until", sa.text("coalesce(area_id, 0)"), sa.text("coalesce(activity_id, 0)")],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )


def _make_mark() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", _word("break", "intervention", name="markkind"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("declared_by", sa.String(120), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_mark_measure_id_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_measure_id"), "mark", ["measure_id"], unique=False)


def _make_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=True),
        sa.Column("against_year", sa.Integer(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("peak", sa.Boolean(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("qualifier", _word(*_QUALIFIERS, name="qualifier"), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("made_by", sa.String(120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_claim_measure_id_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_measure_id"), "claim", ["measure_id"], unique=False)
