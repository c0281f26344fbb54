import { Button, Menu, Textarea } from "@mantine/core";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { useSeconds } from "../../ui/Waiting";
import classes from "./Editor.module.css";
import { forget } from "./history";
import type { useAsking } from "./useAsking";

interface Props {
  ref: Ref<HTMLTextAreaElement>;
  text: string;
  asking: ReturnType<typeof useAsking>;
  onWrite: (text: string) => void;
  /** Puts a whole question in place of what stands there. */
  onTake: (query: string) => void;
  onRun: () => void;
}

const MAC = /mac|iphone|ipad/i.test(navigator.platform);

/** Where the question is written, run and stopped. */
export function Editor({ ref, text, asking, onWrite, onTake, onRun }: Props) {
  const { t } = useTranslation("sql");
  const format = useFormat();
  const { running, stopped, stop, history, setHistory } = asking;
  const seconds = useSeconds(running);
  return (
    <>
      <Textarea
        ref={ref}
        className={classes.text ?? ""}
        aria-label={t("editor.label")}
        placeholder={t("editor.placeholder")}
        value={text}
        rows={9}
        resize="vertical"
        maxLength={100_000}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onRun();
        }}
      />
      <div className={classes.acts}>
        {running ? (
          <Button variant="default" onClick={stop}>
            {t("editor.cancel")}
          </Button>
        ) : (
          <Button onClick={onRun} disabled={!text.trim()} aria-keyshortcuts="Control+Enter Meta+Enter">
            {t("editor.run")}
          </Button>
        )}
        <p role="status" className={classes.state}>
          {running ? t("editor.running") : stopped ? t("editor.stopped") : ""}
        </p>
        {running && (
          <span className={classes.seconds} aria-hidden="true">
            {format.duration(seconds)}
          </span>
        )}
        {!running && !stopped && <kbd className={classes.keys}>{MAC ? "⌘ ↵" : t("editor.keys")}</kbd>}
        {history.length > 0 && (
          <Menu position="bottom-end" width={420}>
            <Menu.Target>
              <Button variant="subtle" className={classes.recent ?? ""} leftSection={<Icon name="clock" size={18} />}>
                {t("history.menu")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown className={classes.dropdown ?? ""}>
              {history.map((query) => (
                <Menu.Item key={query} onClick={() => onTake(query)} title={query}>
                  <code className={classes.query}>{query.replaceAll(/\s+/g, " ")}</code>
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => setHistory(forget())}>{t("history.forget")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </>
  );
}
