import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { download } from "../../ui/download";
import type { Edits } from "../../ui/edits/useEdits";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { faultsQuery, yamlQuery } from "./queries";
import classes from "./Yaml.module.css";

interface Props {
  title: string;
  edits: Edits;
  onClose: () => void;
}

/** The definitions as a file for version control: out as they stand, in with every fault at its line. */
export function YamlDialog({ title, edits, onClose }: Props) {
  const { t } = useTranslation("definitions");
  const { t: words } = useTranslation("map");
  const input = useRef<HTMLInputElement>(null);
  const standing = useQuery({ ...yamlQuery, staleTime: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  const [why, setWhy] = useState("");
  const text = typed ?? standing.data ?? "";
  const [asked] = useDebouncedValue(text, 250);
  const check = useQuery({ ...faultsQuery(asked), enabled: typed !== null });
  const current = asked === text && check.data ? check.data : undefined;
  const lines = asked.split(/\r\n|\r|\n/);
  const close = () => {
    edits.forget();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t("yaml.title")}
      size={820}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": words("dialog.close") }}
    >
      <div className={classes.fields}>
        <p>{t("yaml.text")}</p>
        <div className={classes.actions}>
          <Button
            variant="default"
            disabled={!standing.data}
            onClick={() => download(new Blob([standing.data ?? ""], { type: "application/yaml" }), title, "yaml")}
          >
            {t("yaml.download")}
          </Button>
          <Button variant="default" onClick={() => input.current?.click()}>
            {t("yaml.choose")}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".yaml,.yml,.txt"
            hidden
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              void file?.text().then(setTyped);
            }}
          />
        </div>
        {standing.error ? (
          <Trouble error={standing.error} inline retry={() => void standing.refetch()} />
        ) : standing.data === undefined ? (
          <Skeleton height={240} />
        ) : (
          <Textarea
            aria-label={t("yaml.label")}
            className={classes.text ?? ""}
            value={text}
            rows={14}
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <div role="status">
          {current && current.faults.length === 0 && <p>{t(current.same ? "yaml.same" : "yaml.fine")}</p>}
          {current && current.faults.length > 0 && (
            <ul className={classes.faults} aria-label={t("yaml.faults")}>
              {current.faults.map(({ line, sentence }) => (
                <li key={sentence}>
                  <b>{t("yaml.line", { line })}</b>
                  <span>
                    {sentence}
                    <code>{lines[line - 1]}</code>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
        {(check.error ?? edits.error) && <Trouble error={(check.error ?? edits.error) as Error} inline />}
        {current && current.faults.length === 0 && !current.same && (
          <>
            <TextInput
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
              label={t("why.label")}
              placeholder={t("why.placeholder")}
              maxLength={500}
              autoComplete="off"
            />
            <div className={classes.actions}>
              <Button loading={edits.pending} onClick={() => edits.take(text, why.trim(), close)}>
                {t("yaml.take")}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
