import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Preview, type PreviewColumn, type PreviewEvent, ROLES, type Role } from "../../api/types";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { useSaid } from "../../ui/useSaid";
import classes from "./ColumnsTable.module.css";
import type { Roles } from "./mapping";

interface Props {
  preview: Preview;
  roles: Roles;
  onRole: (column: string, role: Role) => void;
}

const NUMERIC: ReadonlySet<Role> = new Set(["value", "score"]);

/** The first events as they would come in, a column of the file each, with the role it plays. */
export function ColumnsTable({ preview, roles, onRole }: Props) {
  const { t } = useTranslation("data");
  const rows = preview.events.length > 0 ? preview.events : null;
  const lines = rows?.length ?? Math.max(0, ...preview.columns.map(({ samples }) => samples.length));
  return (
    <section className={classes.scroll} aria-label={t("columns.title")} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <Head key={column.name} column={column} role={roles[column.name] ?? "property"} onRole={onRole} />
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: lines }, (_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other name than their place.
            <tr key={line}>
              {preview.columns.map((column) => {
                const role = roles[column.name] ?? "property";
                return (
                  <td key={column.name} className={cellClass(role)}>
                    {rows?.[line] ? (
                      <Cell event={rows[line]} column={column} role={role} line={line} />
                    ) : (
                      column.samples[line]
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cellClass(role: Role): string | undefined {
  if (role === "ignore") return classes.ignored;
  return NUMERIC.has(role) ? classes.right : undefined;
}

interface CellProps {
  event: PreviewEvent;
  column: PreviewColumn;
  role: Role;
  line: number;
}

function Cell({ event, column, role, line }: CellProps) {
  const format = useFormat();
  if (role === "customer") return event.customer;
  if (role === "time") return event.time.replace("T", " ");
  if (role === "event") return event.name;
  if (role === "channel") return event.channel;
  if (role === "value") return event.value === null ? "" : format.decimal(event.value, 2);
  const property = event.properties[column.name];
  return property === undefined || property === null ? (column.samples[line] ?? "") : String(property);
}

interface HeadProps {
  column: PreviewColumn;
  role: Role;
  onRole: (column: string, role: Role) => void;
}

function Head({ column, role, onRole }: HeadProps) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const say = useSaid();
  const plain = role === "property" || role === "ignore";
  return (
    <th scope="col" className={cellClass(role)}>
      <Menu position="bottom-start" width={240} checkIcon={<Icon name="check" size={16} />}>
        <Menu.Target>
          <button
            type="button"
            className={plain ? `${classes.role} ${classes.plain}` : classes.role}
            aria-label={t("columns.roleOf", { column: column.name, role: t(`role.${role}`) })}
          >
            {t(`role.${role}`)}
            <Icon name="down" size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {role === column.role
              ? t("columns.because", {
                  reason: say(column.reason, column.said),
                  share: format.percent(column.confidence),
                })
              : t("columns.changed")}
          </Menu.Label>
          <Menu.RadioGroup value={role} onChange={(choice) => onRole(column.name, choice as Role)}>
            {ROLES.map((choice) => (
              <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
                {t(`role.${choice}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <small title={column.name}>{column.name}</small>
    </th>
  );
}
