"""``truth.json``: what was planted in a made-up shop. docs/truth.md says the same in words."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Estimate(_Part):
    """A mean over customers with its 95 % interval, which is there from two customers on."""

    n: int = Field(description="Customers it is the mean of")
    value: float | None = Field(description="The mean; null of nobody")
    low: float | None = Field(description="Lower end of the interval")
    high: float | None = Field(description="Upper end of the interval")


class MadeShop(_Part):
    """The arguments that make the same events again."""

    customers: int = Field(description="How many")
    days: int = Field(description="Length of the period")
    seed: int = Field(description="Of chance")
    begin: str = Field(description="First moment, UTC")
    end: str = Field(description="End, not included, UTC")
    effects_of: int = Field(description="The effects are measured on so many customers, the first ones")


class ExperienceTruth(_Part):
    """A thing that happens to some of those who come to its point, and what it does to an outcome."""

    name: str = Field(description="Word for it")
    begins: list[str] = Field(description="Its point: the first event of one of these names")
    seen_by: str = Field(description="How the log shows to whom it happened")
    outcome: str = Field(description="Event that counts as the outcome")
    within_days: int = Field(description="It counts within so many days after the point")
    causal: bool = Field(description="False: harmless; those it happens to differ from the others beforehand")
    average: Estimate = Field(description="Effect on the share with the outcome, over all who come to the point")
    on_affected: Estimate = Field(description="The same over those to whom it happened")
    naive: float | None = Field(description="Difference in the log of those to whom it happened from the others")


class ChannelTruth(_Part):
    """What a channel brings: orders that would be missing without it."""

    name: str = Field(description="The channel")
    touches: int = Field(description="Clicks and posts seen")
    touched: int = Field(description="Customers with at least one")
    cost_eur: float = Field(description="Of its campaigns")
    orders: int = Field(description="Customers with an order, by whatever channel")
    orders_lost: int = Field(description="Of them so many would be missing if the channel were switched off")
    share_lost: Estimate = Field(description="Missing orders a customer")


class FeelingTruth(_Part):
    """True feeling at a touchpoint, -1 to 1, of all and of those who answered: feeling decides who does."""

    touchpoint: str = Field(description="Event by which it is answered")
    n: int = Field(description="Visits, whether they answered or not")
    mean: float = Field(description="Mean feeling of all")
    answered: int = Field(description="How many answered")
    mean_of_answered: float | None = Field(description="Mean feeling of those who did")


class PersonaTruth(_Part):
    """A kind of customer."""

    name: str = Field(description="Its name; the log's property persona holds what the CRM believes")
    customers: int = Field(description="How many truly are of it")
    recognised: int = Field(description="Of them so many stand in the log under it")


class ChangeTruth(_Part):
    """Something that changes at a moment."""

    name: str = Field(description="What one would call it")
    what: str = Field(description="The quantity that changes")
    begin: str = Field(description="First moment, UTC")
    end: str | None = Field(description="First moment after it, UTC; null: it lasts")
    factor: float = Field(description="By which the quantity is multiplied")


class Season(_Part):
    """Demand, as factors on the number of first visits."""

    week: list[float] = Field(description="Monday to Sunday")
    year: list[float] = Field(description="January to December")
    trend_of_a_year: float = Field(description="Demand at the end against that of a year before")


class Truth(_Part):
    """The whole file."""

    schema_version: Literal[1] = Field(1, description="Of this form")
    shop: MadeShop = Field(description="Which shop it is")
    experiences: list[ExperienceTruth] = Field(description="Planted experiences and their effects")
    channels: list[ChannelTruth] = Field(description="Channels and their effects")
    feelings: list[FeelingTruth] = Field(description="True feelings by touchpoint")
    personas: list[PersonaTruth] = Field(description="Personas")
    changes: list[ChangeTruth] = Field(description="Change points inside the period")
    season: Season = Field(description="Week, season and trend")
    files: dict[str, str] = Field(description="Parquet files beside this one, and what a row of each is")
