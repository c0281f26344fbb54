import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Analysis, type Behind, startQuery, type Parameters as Values } from "../../api/explore";
import type { Status } from "../../api/types";
import { CompareSwitch } from "../../ui/scope/CompareSwitch";
import { useNames } from "../../ui/scope/compared";
import { isComparing } from "../../ui/scope/search";
import { Trouble } from "../../ui/Trouble";
import { Waiting } from "../../ui/Waiting";
import { AnalysisSkeleton } from "./AnalysisSkeleton";
import classes from "./Asking.module.css";
import { Answer } from "./answer/Answer";
import { ExportMenu } from "./ExportMenu";
import { FaultLine, useFault } from "./FaultLine";
import { settled } from "./known";
import { Question } from "./question/Question";
import { Facts } from "./scope/Facts";
import { asked, sideOf } from "./scope/scope";
import type { Change, ExploreSearch } from "./search";
import { Tabs } from "./Tabs";
import { useAnswer } from "./useAnswer";
import { useFields } from "./useFields";
import { type Opened, WhichCustomers } from "./WhichCustomers";
import { useWords } from "./words";

interface Props {
  analysis: Analysis;
  shelf: Analysis[];
  status: Status;
}

/** The question of the address and its answer; the last good answer stays where a new one is awaited or refused. */
export function Asking({ analysis, shelf, status }: Props) {
  const { t } = useTranslation("explore");
  const { name } = analysis;
  const words = useWords(name);
  const search = useSearch({ from: "/explore/$analysis" });
  const navigate = useNavigate({ from: "/explore/$analysis" });
  const start = useQuery({ ...startQuery(name), enabled: search.p === undefined });
  const parameters = search.p ?? start.data;
  const go = (patch: Parameters<Change>[0], replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...patch }) as ExploreSearch, replace });
  const change: Change = (patch) => go(patch);
  const changeParameters = (patch: Values) => go({ p: settled(name, parameters ?? {}, patch) });
  const question = parameters && asked(search, parameters, status);
  const answer = useAnswer(name, question, search, (before) => void navigate({ search: before, replace: true }));
  const { drawn, waiting } = answer;
  const shown = drawn && {
    of: drawn.search,
    shown: { answer: drawn.answer, compare: (drawn.answer.difference && drawn.answer.other) ?? null },
  };
  const { compareName } = useNames(shown, status.timezone);
  const fields = useFields(analysis, parameters ?? {});
  const fault = useFault(answer.error, parameters ?? {}, search.where);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = (behind: Behind, compared: boolean) => {
    if (!drawn) return;
    const { breakdown, ...whole } = sideOf(drawn.question, compared);
    // What stands for everybody is asked without the breakdown: a cell of a group names it.
    setOpened({ behind, question: "group" in behind.cell ? { ...whole, breakdown } : whole });
  };

  if (start.error && !parameters) return <Trouble error={start.error} retry={() => void start.refetch()} />;
  if (!parameters) return <AnalysisSkeleton />;
  return (
    <div className={classes.room}>
      <div className={classes.bar}>
        <Tabs shelf={shelf} chosen={name} search={search} />
        <div className={classes.acts}>
          <CompareSwitch
            status={status}
            search={search}
            onChange={(patch) => change({ ...patch, ...(isComparing(patch as ExploreSearch) && { group: undefined }) })}
          />
          {drawn && <ExportMenu title={words.title(name)} drawn={drawn} />}
        </div>
      </div>
      <header className={classes.head}>
        <Question
          analysis={analysis}
          fields={fields.all}
          parameters={parameters}
          words={words}
          blame={fault?.blame ?? null}
          onChange={changeParameters}
        />
        <Facts
          status={status}
          search={search}
          drawn={drawn}
          compareName={compareName}
          near={fields.near}
          folded={fields.folded}
          grouped={fields.grouped}
          parameters={parameters}
          usual={start.data ?? {}}
          words={words}
          fault={fault}
          onChange={change}
          onParameters={changeParameters}
        />
        {fault && (
          <FaultLine
            fault={fault}
            words={words}
            onRetry={answer.again}
            onStartOver={search.p && (() => change({ p: undefined }))}
          />
        )}
        {answer.stopped && !fault && (
          <p className={classes.stopped}>
            {t(drawn ? "room.stopped.older" : "room.stopped.none")}{" "}
            <Button variant="default" size="compact-md" onClick={answer.again}>
              {t("room.stopped.again")}
            </Button>
          </p>
        )}
      </header>
      {drawn ? (
        <Answer
          analysis={analysis}
          drawn={drawn}
          status={status}
          words={words}
          compareName={compareName}
          stale={fault !== null}
          busy={waiting}
          onChange={change}
          onOpen={open}
        />
      ) : (
        waiting && <AnalysisSkeleton answer />
      )}
      <WhichCustomers
        name={name}
        opened={opened}
        words={words}
        timezone={status.timezone}
        onAudience={(a) => {
          setOpened(null);
          change({ a });
        }}
        onClose={() => setOpened(null)}
      />
      <Waiting waiting={waiting} text={t("room.waiting")} onStop={answer.stop} />
    </div>
  );
}
