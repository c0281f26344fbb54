import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { askSql, type SqlAnswer } from "../../api/sql";
import { readHistory, remember } from "./history";

const isStop = (error: Error | null) => error instanceof DOMException && error.name === "AbortError";

export interface Answered {
  query: string;
  answer: SqlAnswer;
}

/** A question at a time: asked, stopped, answered. The last answer stays until there is another. */
export function useAsking() {
  const leaving = useRef<AbortController | null>(null);
  const [answered, setAnswered] = useState<Answered>();
  const [history, setHistory] = useState(readHistory);
  const asking = useMutation({
    mutationFn: (query: string) => {
      leaving.current = new AbortController();
      return askSql(query, leaving.current.signal);
    },
    onSuccess: (answer, query) => {
      setAnswered({ query, answer });
      setHistory(remember(query));
    },
  });
  const stop = () => leaving.current?.abort();
  // Whoever leaves the room does not wait any more, and the server need not work on.
  useEffect(() => () => leaving.current?.abort(), []);
  return {
    ask: (query: string) => asking.mutate(query),
    stop,
    running: asking.isPending,
    stopped: isStop(asking.error),
    error: isStop(asking.error) ? null : asking.error,
    asked: asking.variables,
    answered,
    history,
    setHistory,
  };
}
