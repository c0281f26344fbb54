import { useEffect, useRef, useState } from "react";
import { type Arrivals, STREAM } from "../../api/live";
import { added, NOTHING, released } from "./arrivals";

/** Events as they arrive. The browser makes a lost connection anew by itself, and goes on where it was. */
export function useArrivals(paused: boolean) {
  const [seen, setSeen] = useState(NOTHING);
  const [state, setState] = useState<"connecting" | "open" | "lost">("connecting");
  const held = useRef(paused);
  held.current = paused;
  useEffect(() => {
    let first = true;
    const stream = new EventSource(STREAM);
    stream.onopen = () => setState("open");
    stream.onerror = () => setState("lost");
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const told = JSON.parse(data) as Arrivals;
      const options = { paused: held.current, first };
      first = false;
      setSeen((before) => added(before, told, Date.now(), options));
    };
    return () => stream.close();
  }, []);
  useEffect(() => {
    if (!paused) setSeen(released);
  }, [paused]);
  return { seen, state };
}
