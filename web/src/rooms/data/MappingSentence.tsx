import { useTranslation } from "react-i18next";
import type { Preview, Role } from "../../api/types";
import classes from "./MappingSentence.module.css";
import { columnOf, optionalRoles, type Roles, sentenceParts } from "./mapping";
import { Word, type WordChoice } from "./Word";

interface Props {
  preview: Preview;
  roles: Roles;
  timezone: string;
  onRole: (column: string, role: Role) => void;
  onTimezone: (zone: string) => void;
}

const ZONES = Intl.supportedValuesOf("timeZone");

/** What the file says, as a sentence whose underlined words are edited in place. */
export function MappingSentence({ preview, roles, timezone, onRole, onTimezone }: Props) {
  const { t } = useTranslation("data");
  const columns: WordChoice[] = preview.columns.map(({ name, samples }) => ({
    value: name,
    label: name,
    hint: samples.filter(Boolean).slice(0, 3).join(" · "),
  }));
  const zones = [...new Set(["UTC", timezone, ...ZONES])].map((zone) => ({ value: zone, label: zone }));
  const sentences = [
    t("sentence.main"),
    columnOf(roles, "channel") === undefined ? t("sentence.withoutChannel") : t("sentence.channel"),
    ...optionalRoles(roles).map((role) => t(`sentence.${role}`)),
  ];
  const word = (slot: string) =>
    slot === "timezone" ? (
      <Word
        key={slot}
        label={t("word.timezone")}
        value={timezone}
        placeholder={timezone}
        choices={zones}
        onChoose={onTimezone}
      />
    ) : (
      <Word
        key={slot}
        label={t(`role.${slot as Role}`)}
        value={columnOf(roles, slot as Role)}
        placeholder={slot === "channel" ? t("word.chooseChannel") : t("word.choose")}
        choices={columns}
        onChoose={(column) => onRole(column, slot as Role)}
      />
    );
  return (
    <h1 className={classes.sentence}>
      {sentences
        .flatMap((sentence, index) => [...(index > 0 ? [t("sentence.gap")] : []), ...sentenceParts(sentence)])
        .map((part) => (typeof part === "string" ? part : word(part.slot)))}
    </h1>
  );
}
