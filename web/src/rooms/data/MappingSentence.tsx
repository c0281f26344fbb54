import { useTranslation } from "react-i18next";
import type { Preview, Role } from "../../api/types";
import { useFormat } from "../../ui/format";
import classes from "./MappingSentence.module.css";
import { columnsOf, constantOf, type Roles } from "./mapping";
import { sentenceParts, sentencesOf } from "./sentence";
import { Word, type WordChoice } from "./Word";

interface Props {
  preview: Preview;
  roles: Roles;
  /** Null where the times of the file name their zone. */
  timezone: string | null;
  onRole: (column: string, role: Role) => void;
  onTimezone: (zone: string) => void;
}

const ZONES = Intl.supportedValuesOf("timeZone");

/** What the file says, as a sentence whose underlined words are edited in place. */
export function MappingSentence({ preview, roles, timezone, onRole, onTimezone }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const columns: WordChoice[] = preview.columns.map(({ name, samples }) => ({
    value: name,
    label: name,
    hint: samples.filter(Boolean).slice(0, 3).join(" · "),
  }));
  const zones = [...new Set(["UTC", timezone ?? "UTC", ...ZONES])].map((zone) => ({ value: zone, label: zone }));

  const word = (slot: string) => {
    if (slot === "timezone")
      return (
        <Word
          key={slot}
          label={t("word.timezone")}
          chosen={[timezone ?? "UTC"]}
          choices={zones}
          onChoose={onTimezone}
        />
      );
    const role = slot as Role;
    const named = columnsOf(roles, role);
    const constant = named.length === 0 ? constantOf(preview.mapping, role) : null;
    return (
      <Word
        key={slot}
        label={t(`role.${role}`)}
        chosen={constant === null ? named : [t("word.always", { text: constant })]}
        join={format.list}
        placeholder={role === "channel" ? t("word.chooseChannel") : t("word.choose")}
        choices={columns}
        onChoose={(column) => onRole(column, role)}
      />
    );
  };
  return (
    <h1 className={classes.sentence}>
      {sentencesOf(roles, timezone === null)
        .flatMap((key, index) => [...(index > 0 ? [t("sentence.gap")] : []), ...sentenceParts(t(`sentence.${key}`))])
        .map((part) => (typeof part === "string" ? part : word(part.slot)))}
    </h1>
  );
}
