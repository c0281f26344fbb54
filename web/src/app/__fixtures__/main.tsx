import { answer } from "./answers";

/** Stands in for the server in `npm run dev:fixtures`; `#empty` opens a workspace without events. */
if (location.hash === "#empty") sessionStorage.setItem("fixture", "empty");
if (location.hash === "#full") sessionStorage.setItem("fixture", "full");

const network = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input, location.href);
  if (!url.pathname.startsWith("/api/")) return network(input, init);
  await new Promise((resolve) => setTimeout(resolve, 120));
  const body = typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined;
  const found = answer(`${init?.method ?? "GET"} ${url.pathname.slice(4)}`, body, url.searchParams);
  if (found === undefined)
    return Response.json(
      { error: { code: "unknown", sentence: `No fixture answers ${url.pathname}.` } },
      { status: 404 },
    );
  return Response.json(found);
};

class Sent extends EventTarget {
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  status = 200;
  statusText = "OK";
  responseText = '{"upload":"f00d"}';
  onload?: () => void;
  onabort?: () => void;
  onerror?: () => void;
  private timer = 0;
  open() {}
  setRequestHeader() {}
  send(file: File) {
    let sent = 0;
    this.timer = window.setInterval(() => {
      sent += 0.04;
      this.upload.onprogress?.({ loaded: Math.min(sent, 1) * file.size });
      if (sent < 1) return;
      clearInterval(this.timer);
      this.onload?.();
    }, 60);
  }
  abort() {
    clearInterval(this.timer);
    this.onabort?.();
  }
}
window.XMLHttpRequest = Sent as unknown as typeof XMLHttpRequest;

await import("../main");
