import { Combobox, useCombobox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Word.module.css";

export interface WordChoice {
  value: string;
  label: string;
  /** A second line: what the choice looks like in the data. */
  hint?: string;
}

interface Props {
  /** What the word stands for, for those who cannot see the sentence around it. */
  label: string;
  /** None: the word is still open. Several together make one value. */
  chosen: string[];
  join?: (words: string[]) => string;
  placeholder?: string;
  choices: WordChoice[];
  onChoose: (value: string) => void;
}

const MANY = 10;
const SHOWN = 60;

/** A word of a sentence that is edited in its place. Long lists of choices can be searched. */
export function Word({ label, chosen, join, placeholder = "", choices, onChoose }: Props) {
  const { t } = useTranslation("data");
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch("");
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const searchable = choices.length > MANY;
  const wanted = search.trim().toLowerCase();
  const found = wanted ? choices.filter((choice) => choice.label.toLowerCase().includes(wanted)) : choices;
  const text = chosen.length > 1 && join ? join(chosen) : (chosen[0] ?? placeholder);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={280}
      shadow="md"
      onOptionSubmit={(option) => {
        onChoose(option);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        <button
          type="button"
          className={chosen.length > 0 ? classes.word : `${classes.word} ${classes.open}`}
          aria-label={`${label}: ${text}`}
          onClick={() => combobox.toggleDropdown()}
        >
          {text}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {searchable && (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t("word.search")}
            aria-label={t("word.search")}
          />
        )}
        <Combobox.Options className={classes.options} aria-label={label} tabIndex={0}>
          {found.slice(0, SHOWN).map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={chosen.includes(choice.value)}>
              <span className={chosen.includes(choice.value) ? classes.chosen : undefined}>{choice.label}</span>
              {choice.hint && <small className={classes.hint}>{choice.hint}</small>}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t("word.none")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
