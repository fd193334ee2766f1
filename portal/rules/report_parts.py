"""What each kind of report has to say in words: its parts, in order. The facts are added by the portal, not typed."""

from __future__ import annotations

from dataclasses import dataclass

from directory_data.vocabulary import DocumentKind as K


@dataclass(frozen=True)
class Part:
    """One heading of a report. `hint` says what belongs there; every part has to be written."""

    key: str
    title: str
    hint: str


AIMS = (
    Part(
        "aim-relationship",
        "A better relationship with the partner or former partner",
        "What was seen or said in sessions that shows this, and what did not.",
    ),
    Part("aim-violence", "No more violence or abuse", "What is known, from whom, and what is not known."),
    Part("aim-parenting", "Looking after children safely", "What the person said and did as a parent."),
    Part(
        "aim-awareness",
        "Knowing what the abuse did to others",
        "How the person speaks of the effect on the other parent and each child.",
    ),
    Part(
        "aim-conflict",
        "Dealing with conflict without abuse",
        "What the person practised, and used at home or not.",
    ),
)
"""The five aims of a programme (mission, R4)."""

STRENGTHS = Part("strengths", "What went well", "With an example for each. There is always something.")
CONCERNS = Part(
    "concerns",
    "What gives cause for concern",
    "With an example for each. If none was seen, say how you looked.",
)
RISK_NOW = Part(
    "risk",
    "Risk now, compared with the start",
    "Higher, lower or the same, why you say so, and what you do not know.",
)
NOT_ASSESSED = Part(
    "not-assessed", "What was not assessed", "What this report cannot say, so that nobody reads it in."
)
PROGRAMME = (*AIMS, STRENGTHS, CONCERNS, RISK_NOW, NOT_ASSESSED)

ASKED = Part(
    "asked", "What the court asked", "The paragraph of the order that this report answers, in its words."
)
CHILD = Part(
    "child",
    "What each child says and needs",
    "The child’s own words, where and when they were said, and who was there. Say so if no child was seen, and why.",
)
HARM = Part(
    "harm",
    "Harm suffered and at risk of being suffered",
    "By the child, and by the parent with whom the child lives, as a result of domestic abuse.",
)
EFFECT_ON_CHILD = Part(
    "effect",
    "What the abuse did to the child",
    "To the child’s life, and to the child’s relationship with each parent.",
)
MOTIVE = Part(
    "motive",
    "What the parent wants",
    "Whether the wish to see the child is for the child’s good, or carries the abuse on. Give the facts first.",
)
BEHAVIOUR = Part(
    "behaviour",
    "How the parent is likely to behave",
    "During time with the child, and what that would do to the child.",
)
INSIGHT = Part(
    "insight", "What each parent understands", "Of what the abuse did, and of what it could do again."
)
SAFETY = Part(
    "safety",
    "How everybody can be kept safe",
    "Before, during and after any time with the child. Each measure, and who sees to it.",
)
VIEW = Part("view", "The officer’s view", "Opinion, kept apart from the facts, with the reasons for it.")
PROPOSAL = Part("proposal", "What is proposed", "What the court is asked to do, and by when.")
FAILURE = Part(
    "failure",
    "What was not complied with",
    "Each failure with its date, the reason that was given, and what was done about it.",
)
CHANGE = Part(
    "change",
    "What changed, and how it is known",
    "Facts with their source. Protect a source that would be in danger.",
)
PROGRESS = Part(
    "progress",
    "How the arrangements are going",
    "What was agreed or ordered, what happened, and whether the order should be changed.",
)

PRACTICE_DIRECTION_12J = (HARM, EFFECT_ON_CHILD, MOTIVE, BEHAVIOUR, INSIGHT)
"""What the court must consider where there has been abuse (Practice Direction 12J, paragraphs 36 and 37)."""

PARTS: dict[K, tuple[Part, ...]] = {
    K.INTERIM_REPORT: PROGRAMME,
    K.FINAL_REPORT: PROGRAMME,
    K.WELFARE_ADDENDUM: (ASKED, CHILD, *PRACTICE_DIRECTION_12J, SAFETY, VIEW, PROPOSAL),
    K.RISK_ASSESSMENT: (CHANGE, CHILD, *PRACTICE_DIRECTION_12J, SAFETY, VIEW, PROPOSAL),
    K.NON_COMPLIANCE: (ASKED, FAILURE, SAFETY, VIEW, PROPOSAL),
    K.ASSISTANCE_REPORT: (ASKED, PROGRESS, CHILD, SAFETY, VIEW, PROPOSAL),
    K.COURT_UPDATE: (ASKED, VIEW, PROPOSAL),
}
"""Reports that are written. A certificate is not: it says what the register says."""

PROGRAMME_REPORTS = (K.INTERIM_REPORT, K.FINAL_REPORT)
COURT_REPORTS = tuple(kind for kind in PARTS if kind not in PROGRAMME_REPORTS)
