import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ANSWERS, type AnalysisAnswer, answerQuery, type Parameters, type Question } from "../../api/explore";
import type { ExploreSearch } from "./search";

/** An answer, what was asked, and the address that asked it. */
export interface Drawn {
  answer: AnalysisAnswer;
  question: Question & Parameters;
  search: ExploreSearch;
}

/** The answer that the address asks for, and the last one, which stays while another is awaited or was refused. */
export function useAnswer(
  name: string,
  question: (Question & Parameters) | undefined,
  search: ExploreSearch,
  goBack: (to: ExploreSearch) => void,
) {
  const queries = useQueryClient();
  const asked = useQuery({ ...answerQuery(name, question ?? {}), enabled: question !== undefined });
  const [drawn, setDrawn] = useState<Drawn>();
  const [stopped, setStopped] = useState(false);
  if (question && asked.data && asked.data !== drawn?.answer) setDrawn({ answer: asked.data, question, search });
  if (stopped && asked.isFetching) setStopped(false);
  const stop = async () => {
    await queries.cancelQueries({ queryKey: ANSWERS });
    if (drawn && !asked.data) goBack(drawn.search);
    else setStopped(true);
  };
  return {
    drawn,
    waiting: asked.isFetching,
    error: asked.error,
    stopped,
    stop: () => void stop(),
    again: () => void asked.refetch(),
  };
}
