import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client";
import type { Preview, Role } from "../../api/types";
import { download } from "../../ui/download";
import { useFormat } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useSaid } from "../../ui/useSaid";
import classes from "./CheckRoom.module.css";
import { CheckSkeleton } from "./CheckSkeleton";
import { ColumnsTable } from "./ColumnsTable";
import { ImportButton } from "./ImportButton";
import { MappingSentence } from "./MappingSentence";
import { assign, missingRoles, type Roles, recognisedRoles } from "./mapping";
import { PreviewFigures } from "./PreviewFigures";
import { Questions } from "./Questions";
import { openQuestions } from "./questions";
import { RejectedNote } from "./RejectedNote";
import { type Edits, type ImportRequest, importRequest, UNTOUCHED } from "./request";

/** What an import would do, said before anything is written, and open to change. */
export function CheckRoom() {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { upload } = useParams({ from: "/data/check/$upload" });
  const [edits, setEdits] = useState(UNTOUCHED);
  const [recognised, setRecognised] = useState<Roles>({});
  const request = importRequest(edits, recognised);
  const preview = useQuery({
    queryKey: ["preview", upload, request],
    queryFn: ({ signal }) => post<Preview>(`/uploads/${encodeURIComponent(upload)}/preview`, request, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const file = preview.data;
  return (
    <Page title={t("check.title")}>
      <ol className={classes.steps} aria-label={t("check.steps")}>
        <li>{file ? t("check.file", { name: file.file, size: format.bytes(file.size) }) : t("check.aFile")}</li>
        <li aria-current="step">
          <Icon name="right" size={16} /> {t("check.title")}
        </li>
        <li>
          <Icon name="right" size={16} /> {t("check.import")}
        </li>
      </ol>
      {preview.error && <Trouble error={preview.error} inline={file !== undefined} retry={() => setEdits(UNTOUCHED)} />}
      {file ? (
        <Checked
          upload={upload}
          preview={file}
          edits={edits}
          onEdits={(next) => {
            if (edits === UNTOUCHED) setRecognised(recognisedRoles(file.columns));
            setEdits(next);
          }}
          request={request}
          stale={preview.isPlaceholderData || preview.isError}
        />
      ) : (
        !preview.error && <CheckSkeleton />
      )}
    </Page>
  );
}

/** The zone in which the times are read; null where they name one themselves. */
function zoneOf({ time }: Preview): string | null {
  if (time === null) return "UTC";
  return time.timezone === "in the file" ? null : time.timezone;
}

interface CheckedProps {
  upload: string;
  preview: Preview;
  edits: Edits;
  onEdits: (edits: Edits) => void;
  request: ImportRequest;
  /** The preview shows what was before the last edit. */
  stale: boolean;
}

function Checked({ upload, preview, edits, onEdits, request, stale }: CheckedProps) {
  const navigate = useNavigate();
  const say = useSaid();
  const roles = edits.roles ?? recognisedRoles(preview.columns);
  const timezone = edits.timezone ?? zoneOf(preview);
  // Asked until answered: an answer makes the server's own doubt disappear, and the question must stay to be changed.
  const [asked, setAsked] = useState(() => openQuestions(preview));
  const questions = asked.length > 0 ? asked : openQuestions(preview);
  const setRole = (column: string, role: Role) => {
    setAsked(questions);
    onEdits({ ...edits, roles: assign(roles, column, role) });
  };
  const start = useMutation({
    mutationFn: () => post<{ import_id: string }>("/imports", { upload, ...request }),
    onSuccess: ({ import_id }) => navigate({ to: "/data/imports/$id", params: { id: import_id } }),
  });
  const save = useMutation({
    mutationFn: () => post<{ recipe: string }>(`/uploads/${encodeURIComponent(upload)}/recipe`, request),
    onSuccess: ({ recipe }) =>
      download(new Blob([recipe], { type: "application/yaml" }), preview.file.replace(/\.\w+$/, ""), "yaml"),
  });
  return (
    <>
      <MappingSentence
        preview={preview}
        roles={roles}
        timezone={timezone}
        onRole={setRole}
        onTimezone={(zone) => onEdits({ ...edits, timezone: zone })}
      />
      <Questions
        questions={questions}
        answers={edits.answers}
        onAnswer={(id, value) => {
          setAsked(questions);
          onEdits({ ...edits, answers: { ...edits.answers, [id]: value } });
        }}
      />
      <PreviewFigures preview={preview} roles={roles} timezone={timezone} />
      <div className={stale ? classes.stale : undefined} aria-busy={stale}>
        <ColumnsTable preview={preview} roles={roles} onRole={setRole} />
      </div>
      {preview.notes.map((note, place) => (
        <p key={note} className={classes.note}>
          {say(note, preview.notes_said?.[place])}
        </p>
      ))}
      <RejectedNote preview={preview} />
      {start.error && <Trouble error={start.error} inline />}
      {save.error && <Trouble error={save.error} inline />}
      <ImportButton
        preview={preview}
        missing={missingRoles(roles, preview.mapping)}
        unanswered={questions.some(({ id }) => edits.answers[id] === undefined)}
        pending={start.isPending || start.isSuccess}
        onImport={() => start.mutate()}
        onBack={() => void navigate({ to: "/data" })}
        onSave={() => save.mutate()}
      />
    </>
  );
}
