import { Combobox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { namesQuery } from "../../../api/explore";
import { definitionsQuery } from "../../../api/queries";
import classes from "./Places.module.css";
import { useFirst, useSearching } from "./useSearching";

interface Props {
  label: string;
  /** What to call none. */
  none: string;
  chosen: string | undefined;
  onChoose: (name: string | undefined) => void;
}

const NONE = "";

/** Finds a property that is a column, or a dimension made of one. */
export function Properties({ label: own, none, chosen, onChoose }: Props) {
  const { t } = useTranslation("explore");
  const properties = useQuery(namesQuery).data?.properties.filter(({ kept }) => kept) ?? [];
  const dimensions = useQuery(definitionsQuery).data?.definitions.dimensions ?? [];
  const searching = useSearching();
  const { combobox, wanted, field } = searching;
  const groups = [
    { label: t("room.breakdown.properties"), names: properties.map(({ name }) => name) },
    { label: t("room.breakdown.dimensions"), names: dimensions.map(({ name }) => name) },
  ].map(({ label, names }) => ({ label, names: names.filter((name) => name.toLowerCase().includes(wanted)) }));
  useFirst(
    searching,
    groups.reduce((sum, { names }) => sum + names.length, 0),
  );
  return (
    <Combobox store={combobox} onOptionSubmit={(name) => onChoose(name === NONE ? undefined : name)}>
      <Combobox.EventsTarget>
        <TextInput
          {...field}
          placeholder={t("room.breakdown.search")}
          aria-label={t("room.breakdown.search")}
          data-autofocus
        />
      </Combobox.EventsTarget>
      <div className={classes.list}>
        <Combobox.Options aria-label={own}>
          {!wanted && <Combobox.Option value={NONE}>{none}</Combobox.Option>}
          {groups.map(
            ({ label, names }) =>
              names.length > 0 && (
                <Combobox.Group key={label} label={label}>
                  {names.map((name) => (
                    <Combobox.Option
                      key={name}
                      value={name}
                      active={name === chosen}
                      className={name === chosen ? `${classes.option} ${classes.chosen}` : (classes.option ?? "")}
                    >
                      {name}
                    </Combobox.Option>
                  ))}
                </Combobox.Group>
              ),
          )}
          {groups.every(({ names }) => names.length === 0) && (
            <Combobox.Empty>{t("room.places.notFound")}</Combobox.Empty>
          )}
        </Combobox.Options>
      </div>
    </Combobox>
  );
}
