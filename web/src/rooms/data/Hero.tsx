import type { ReactNode } from "react";
import { Walk } from "../../views/walk/Walk";
import classes from "./Hero.module.css";

interface Props {
  children: ReactNode;
  walked?: number;
  /** A file is held over the page. */
  held?: boolean;
}

/** The large quiet area in which a file arrives, with the way that is still to be walked. */
export function Hero({ children, walked = 0, held = false }: Props) {
  return (
    <section className={held ? `${classes.hero} ${classes.held}` : classes.hero}>
      <Walk walked={walked} />
      <div className={classes.inner}>{children}</div>
    </section>
  );
}
