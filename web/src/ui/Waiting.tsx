import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./edits/Announcement.module.css";
import { useFormat } from "./format";

const PATIENCE_S = 2;

/** Seconds since `waiting` began, or 0 while nothing is awaited. */
export function useSeconds(waiting: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!waiting) return;
    const begun = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - begun) / 1000)), 250);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [waiting]);
  return seconds;
}

interface Props {
  waiting: boolean;
  /** What is being done. */
  text: string;
  onStop: () => void;
}

/** What is being done, once it takes longer than a moment, and the way out of it. */
export function Waiting({ waiting, text, onStop }: Props) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const seconds = useSeconds(waiting);
  const long = waiting && seconds >= PATIENCE_S;
  return (
    <div className={long ? `${classes.said} ${classes.above}` : classes.silent}>
      <p role="status">{long && text}</p>
      {long && (
        <>
          <span className={classes.seconds} aria-hidden="true">
            {format.duration(seconds)}
          </span>
          <button type="button" onClick={onStop}>
            {t("waiting.stop")}
          </button>
        </>
      )}
    </div>
  );
}
