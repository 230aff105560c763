"""The audit log's table: facts in one hash chain, and where the chain ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import ActorKind


class FactRow(SQLModel, table=True):
    """Something that happened, kept for ever. `digest` covers every other column and the digest before."""

    __tablename__ = "fact"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    kind: str = Field(max_length=60, index=True)
    schema_version: int
    subject: str = Field(max_length=60, index=True)
    actor: str = Field(max_length=120)
    actor_kind: ActorKind = Field(sa_type=word(ActorKind))
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    caused_by: int | None = Field(default=None, foreign_key="fact.id")
    previous: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class ChainHead(SQLModel, table=True):
    """How many facts there are and the newest one's digest: a chain cut short no longer ends here."""

    __tablename__ = "chain_head"
    id: int = Field(default=1, primary_key=True)
    facts: int
    digest: str = Field(max_length=64)
