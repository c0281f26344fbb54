import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { statusQuery } from "../../api/queries";
import { Page } from "../../ui/Page";
import { Editor } from "./Editor";
import { Examples } from "./Examples";
import { FaultLine } from "./FaultLine";
import { inserted } from "./names";
import { placeOf } from "./place";
import { Result } from "./Result";
import classes from "./SqlRoom.module.css";
import { TablesPanel } from "./TablesPanel";
import { useAsking } from "./useAsking";

/** A question in SQL over everything that the workspace holds. What is asked never enters the address. */
export function SqlRoom() {
  const { t } = useTranslation("sql");
  const status = useQuery(statusQuery);
  const asking = useAsking();
  const [text, setText] = useState(asking.history[0] ?? "");
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (next: string, start = next.length, end = start) => {
    setText(next);
    // After the new text stands in the field.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(start, end);
    });
  };
  const run = (query: string) => {
    if (query.trim() && !asking.running) asking.ask(query);
  };
  const insert = (word: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    const put = inserted(text, selectionStart, selectionEnd, word);
    write(put.text, put.cursor);
  };
  return (
    <Page title={t("title")}>
      <h1 className={classes.title}>{t("title")}</h1>
      <p className={classes.lead}>{t("lead")}</p>
      <div className={classes.room}>
        <div className={classes.main}>
          <Editor
            ref={area}
            text={text}
            asking={asking}
            onWrite={setText}
            onTake={(query) => write(query)}
            onRun={() => run(text)}
          />
          {asking.error && (
            <FaultLine
              error={asking.error}
              query={asking.asked ?? ""}
              onShow={(where) => {
                const place = placeOf(text, where);
                if (place) write(text, place.start, place.end);
              }}
            />
          )}
          {asking.answered ? (
            <Result {...asking.answered} timezone={status.data?.timezone} waiting={asking.running} />
          ) : (
            !asking.error && <Examples onTake={(query) => write(query)} onRun={run} />
          )}
        </div>
        <TablesPanel onInsert={insert} />
      </div>
    </Page>
  );
}
