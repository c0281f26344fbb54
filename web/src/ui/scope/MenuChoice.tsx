import { Menu } from "@mantine/core";
import { Icon } from "../Icon";
import classes from "./MenuChoice.module.css";

interface Props {
  chosen: boolean;
  onClick: () => void;
  children: string;
  /** A second line. */
  hint?: string;
}

/** One of several choices of a menu, ticked where it is the one. */
export function Choice({ chosen, onClick, children, hint }: Props) {
  return (
    <Menu.Item
      aria-current={chosen || undefined}
      onClick={onClick}
      rightSection={chosen ? <Icon name="check" size={16} /> : null}
    >
      <span className={chosen ? classes.chosen : undefined}>{children}</span>
      {hint && (
        <small className={classes.hint} title={hint}>
          {hint}
        </small>
      )}
    </Menu.Item>
  );
}
