"""Whether a paper that was issued still says what would be issued today, of somebody's sessions above all."""

from __future__ import annotations

from portal.clock import day_of
from portal.documents.models import Document
from portal.documents.paper import Block, Paper, Table, Text, from_record
from portal.referrals.models import Referral
from portal.reports import facts, papers


def is_overtaken(document: Document, paper: Paper) -> bool:
    """Whether the paper of today says anything else; notes (the register's moment, what a version replaces) aside."""
    return _essence(from_record(document.content)) != _essence(paper)


def miscounts(document: Document, referral: Referral) -> bool:
    """Whether it counts sessions of this person otherwise than the registers do now for the time up to its day."""
    record = facts.record_of(referral, day_of(document.issued_at))
    said = [
        block
        for block in from_record(document.content).blocks
        if isinstance(block, Table) and block.caption == papers.sessions_of(referral)
    ]
    return bool(said) and said != ([papers.sessions_table(record)] if record else [])


def _essence(paper: Paper) -> list[Block]:
    return [block for block in paper.blocks if not (isinstance(block, Text) and block.is_note)]
