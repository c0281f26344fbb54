import classes from "./Icon.module.css";
import { ICONS, type IconName } from "./icons";

interface Props {
  name: IconName;
  size?: number;
  className?: string;
  /** Without a label the icon is decoration, and screen readers pass it by. */
  label?: string;
}

export function Icon({ name, size = 20, className, label }: Props) {
  const shared = {
    className: [classes.icon, size < 18 ? classes.small : "", className].filter(Boolean).join(" "),
    width: size,
    height: size,
    viewBox: "0 0 20 20",
  };
  if (label === undefined)
    return (
      <svg {...shared} aria-hidden="true">
        {ICONS[name]}
      </svg>
    );
  return (
    <svg {...shared} role="img" aria-label={label}>
      {ICONS[name]}
    </svg>
  );
}
