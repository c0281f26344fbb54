import { Combobox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { namesQuery } from "../../../api/explore";
import { definitionsQuery } from "../../../api/queries";
import { useFormat } from "../../../ui/format";
import { kindOf, labelOf, PLACES, type PlaceKind, type Step } from "../step";
import classes from "./Places.module.css";
import { useFirst, useSearching } from "./useSearching";

interface Props {
  label: string;
  /** What to call no place at all; undefined where there has to be one. */
  none: string | undefined;
  chosen: unknown;
  onChoose: (step: Step | null) => void;
}

const SHOWN = 40;
const NONE = "none";

interface Place {
  kind: PlaceKind;
  name: string;
  customers?: number;
}

/** Every stage and touchpoint, and every event that customers did, the most frequent first. */
function usePlaces(): Record<PlaceKind, Place[]> {
  const definitions = useQuery(definitionsQuery).data?.definitions;
  const names = useQuery(namesQuery).data;
  const events = new Map<string, number>();
  for (const { name, customers, actor } of names?.kinds ?? [])
    if (actor !== "system") events.set(name, Math.max(events.get(name) ?? 0, customers));
  const unique = (found: { name: string }[]) => [...new Set(found.map(({ name }) => name))];
  return {
    stage: unique(definitions?.stages ?? []).map((name) => ({ kind: "stage", name })),
    touchpoint: unique(definitions?.touchpoints ?? []).map((name) => ({ kind: "touchpoint", name })),
    event: [...events].map(([name, customers]) => ({ kind: "event", name, customers })),
  };
}

/** Finds a stage, a touchpoint or an event by its name. */
export function Places({ label, none, chosen, onChoose }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat();
  const places = usePlaces();
  const searching = useSearching();
  const { combobox, wanted, field } = searching;
  const found = PLACES.map((kind) => ({
    kind,
    all: places[kind].filter(({ name }) => name.toLowerCase().includes(wanted)),
  }));
  useFirst(
    searching,
    found.reduce((sum, { all }) => sum + all.length, 0),
  );
  const submit = (option: string) => {
    if (option === NONE) return onChoose(null);
    const [kind, ...name] = option.split(" ");
    onChoose({ [kind as PlaceKind]: name.join(" ") });
  };
  const isChosen = ({ kind, name }: Place) => labelOf(chosen) === name && (kindOf(chosen) ?? kind) === kind;
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.EventsTarget>
        <TextInput
          {...field}
          placeholder={t("room.places.search")}
          aria-label={`${label}: ${t("room.places.search")}`}
          data-autofocus
        />
      </Combobox.EventsTarget>
      <div className={classes.list}>
        <Combobox.Options aria-label={label}>
          {none !== undefined && !wanted && <Combobox.Option value={NONE}>{none}</Combobox.Option>}
          {found.map(
            ({ kind, all }) =>
              all.length > 0 && (
                <Combobox.Group key={kind} label={t(`room.places.${kind}`)}>
                  {all.slice(0, SHOWN).map((place) => (
                    <Combobox.Option
                      key={place.name}
                      value={`${kind} ${place.name}`}
                      active={isChosen(place)}
                      className={isChosen(place) ? `${classes.option} ${classes.chosen}` : (classes.option ?? "")}
                    >
                      <span>{place.name}</span>
                      {place.customers !== undefined && (
                        <small aria-hidden="true">{format.number(place.customers)}</small>
                      )}
                    </Combobox.Option>
                  ))}
                  {all.length > SHOWN && (
                    <Combobox.Empty>{t("room.places.more", { n: format.number(all.length - SHOWN) })}</Combobox.Empty>
                  )}
                </Combobox.Group>
              ),
          )}
          {found.every(({ all }) => all.length === 0) && <Combobox.Empty>{t("room.places.notFound")}</Combobox.Empty>}
        </Combobox.Options>
      </div>
    </Combobox>
  );
}
