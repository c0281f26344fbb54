"""What is asked: the parts that every question shares."""

from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model, model_validator

from footpath.analyses._analysis import Analysis


class Asked(BaseModel):
    """A body of a request; unknown fields are refused, so that a misspelt one is never ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class AskedPeriod(Asked):
    """From inclusive, to exclusive; ISO 8601 with time zone."""

    from_: AwareDatetime = Field(alias="from", examples=["2026-01-01T00:00:00+01:00"])
    to: AwareDatetime = Field(examples=["2026-02-01T00:00:00+01:00"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= self.to:
            raise ValueError("The period ends before it begins; swap from and to.")
        return self


class Compared(Asked):
    """The other side of a comparison."""

    period: AskedPeriod | None = None
    audience: str | None = Field(None, description="id of a saved audience")
    where: str | None = Field(None, max_length=10_000, description="only events of this rule")


class Scope(Compared):
    """Of whom, of which events and when; nothing given: everybody, everything, over all time."""

    breakdown: str | None = Field(None, max_length=1_000, description="property or dimension: the same for each group")
    compare: Compared | None = Field(None, description="the same of another scope, and the difference")


def question_of(analysis: type[Analysis]) -> type[BaseModel]:
    """The analysis's own parameters with a scope beside them: the body of its route."""
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in Scope.model_fields.items()}
    return create_model(f"{analysis.__name__}Question", __base__=analysis, **fields)


def analysis_of(analysis: type[Analysis], question: BaseModel) -> Analysis:
    """The analysis that a question made by ``question_of`` asks for."""
    return analysis.model_construct(**{name: getattr(question, name) for name in analysis.model_fields})


def scope_of(question: BaseModel) -> Scope:
    """The scope of a question made by ``question_of``."""
    return Scope.model_construct(**{name: getattr(question, name) for name in Scope.model_fields})
