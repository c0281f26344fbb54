import { Button, Combobox, useCombobox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definitions, MapAnswer } from "../../../api/types";
import type { Edits } from "../../../ui/edits/useEdits";
import classes from "../../../ui/scope/Facts.module.css";
import { useSaid } from "../../../ui/useSaid";
import { type OutcomeChoice, outcomesOf } from "../outcomes";
import own from "./OutcomePicker.module.css";

interface Props {
  answer: MapAnswer;
  definitions: Definitions;
  edits: Edits;
}

const NONE = "none";
const SHOWN = 60;

/** What the workspace wants to happen: an event, or a touchpoint as a whole. */
export function OutcomePicker({ answer, definitions, edits }: Props) {
  const { t } = useTranslation("map");
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch("");
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const say = useSaid();
  const { outcome } = definitions;
  const { events, places } = outcomesOf(answer, definitions);
  const wanted = search.trim().toLowerCase();
  const found = (choices: OutcomeChoice[]) =>
    choices.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, SHOWN);
  const choose = (id: string) => {
    const choice = [...events, ...places].find((one) => one.id === id);
    if (choice) edits.edit({ do: "set_outcome", name: choice.name, match: choice.match });
    else if (id === NONE) edits.edit({ do: "set_outcome", name: "", match: [] });
    combobox.closeDropdown();
  };
  const options = (choices: OutcomeChoice[]) =>
    found(choices).map(({ id, name }) => (
      <Combobox.Option key={id} value={id} className={own.option}>
        {name}
      </Combobox.Option>
    ));
  const nothing = found(events).length + found(places).length === 0;
  return (
    <span>
      <Combobox store={combobox} position="bottom-start" width={300} shadow="md" onOptionSubmit={choose}>
        <Combobox.Target targetType="button" withAriaAttributes>
          <button type="button" className={classes.word} onClick={() => combobox.toggleDropdown()}>
            {t("outcome.label")} <b>{outcome?.name ?? t("outcome.none")}</b>
          </button>
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t("outcome.search")}
            aria-label={t("outcome.search")}
          />
          <Combobox.Options className={own.options} aria-label={t("outcome.label")}>
            {found(events).length > 0 && <Combobox.Group label={t("outcome.events")}>{options(events)}</Combobox.Group>}
            {found(places).length > 0 && (
              <Combobox.Group label={t("outcome.touchpoints")}>{options(places)}</Combobox.Group>
            )}
            {nothing && <Combobox.Empty>{t("outcome.notFound")}</Combobox.Empty>}
            {outcome && !wanted && <Combobox.Option value={NONE}>{t("outcome.remove")}</Combobox.Option>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {outcome?.origin === "proposed" && (
        <>
          <span className={classes.mark} title={say(outcome.reason, outcome.said)}>
            {t("proposed")}
          </span>
          <Button
            variant="subtle"
            size="compact-sm"
            className={own.accept ?? ""}
            onClick={() => edits.edit({ do: "set_outcome", name: outcome.name, match: outcome.match })}
          >
            {t("accept")}
          </Button>
        </>
      )}
    </span>
  );
}
