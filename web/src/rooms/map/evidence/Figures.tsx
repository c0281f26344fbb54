import type { ReactNode } from "react";
import classes from "./Evidence.module.css";

export interface Figure {
  name: string;
  value: ReactNode;
  /** Its interval, its n, or what it was in the comparison. */
  note?: string | undefined;
}

export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b>
            {note && <span> {note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
