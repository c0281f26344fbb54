import { useTranslation } from "react-i18next";
import type { Preview, Role } from "../../api/types";
import { useFormat } from "../../ui/format";
import { columnsOf, type Roles } from "./mapping";
import classes from "./PreviewFigures.module.css";

interface Props {
  preview: Preview;
  roles: Roles;
  timezone: string | null;
}

/** How much there is. What was only counted in the first rows says so. */
export function PreviewFigures({ preview, roles, timezone }: Props) {
  const { t } = useTranslation("data");
  const format = useFormat(timezone ?? undefined);
  const { rows, rows_exact, period } = preview;
  const distinct = (role: Role) => preview.columns.find(({ name }) => name === columnsOf(roles, role)[0])?.distinct;
  const counted = (count: number) =>
    rows_exact ? format.number(count) : t("figure.atLeast", { n: format.number(count) });
  const figures = [
    rows !== null && {
      text: rows_exact ? format.number(rows) : t("figure.about", { n: format.number(rows) }),
      word: t("figure.rows", { count: rows }),
    },
    ...(["customer", "event", "channel"] as const).map((role) => {
      const count = distinct(role);
      return count !== undefined && { text: counted(count), word: t(`figure.${role}`, { count }) };
    }),
    period && { text: format.dateRange(period.from, period.to), word: t("figure.period") },
  ].filter((figure) => typeof figure === "object" && figure !== null);
  return (
    <dl className={classes.figures}>
      {figures.map(({ text, word }) => (
        <div key={word}>
          <dd>{text}</dd>
          <dt>{word}</dt>
        </div>
      ))}
    </dl>
  );
}
