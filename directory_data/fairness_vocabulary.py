"""The words of fairness: who asks for a correction, what was decided, and the stages of a complaint."""

from __future__ import annotations

from directory_data.vocabulary import Word


class Asker(Word):
    """Who says that something is wrong."""

    PARTICIPANT = "participant", "The person ordered to attend"
    PARENT = "parent", "The other parent"
    PROFESSIONAL = "professional", "Somebody who works with the family"


class CorrectionDecision(Word):
    """What came of a request to correct something."""

    PUT_RIGHT = "put-right", "It was wrong and is put right"
    PARTLY = "partly", "Part of it was wrong and is put right"
    STANDS = "stands", "It stands as it is"


class Holder(Word):
    """Who had a paper that turned out to be wrong, and so has to be told."""

    OFFICER = "officer", "The officer"
    PROGRAMME = "programme", "Programme staff"
    COURT = "court", "The court"
    PARTICIPANT = "participant", "The person ordered to attend"
    SERVED = "served", "Whoever it was served on"
    ASKER = "asker", "Whoever asked for the correction"


class ComplaintStage(Word):
    """Where a complaint is. Cafcass answers; a second person looks again; then the Ombudsman can."""

    FIRST = "first", "First answer"
    REVIEW = "review", "Looked at again by somebody else"
    OMBUDSMAN = "ombudsman", "With the Ombudsman"


class ComplaintStep(Word):
    """What is added to a complaint. Late evidence is taken at every stage."""

    EVIDENCE = "evidence", "Something more was sent or said"
    ANSWER = "answer", "An answer was sent"
    REVIEW = "review", "They asked for it to be looked at again"
    OMBUDSMAN = "ombudsman", "It went to the Ombudsman"
