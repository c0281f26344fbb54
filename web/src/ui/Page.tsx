import { type ReactNode, useEffect } from "react";
import classes from "./Page.module.css";

interface Props {
  /** Names the browser tab; never anything personal, which history and screenshots would keep. */
  title: string;
  children: ReactNode;
  /** The width of the text-like pages; pictures may take all of it. */
  wide?: boolean;
}

/** The frame of a room: its margins and the name of its tab. */
export function Page({ title, children, wide = false }: Props) {
  useEffect(() => {
    document.title = `${title} · Footpath`;
  }, [title]);
  return <div className={wide ? `${classes.page} ${classes.wide}` : classes.page}>{children}</div>;
}
