/** How clients that people have are pointed at this server; none of it is a sentence, so it stands in no language file. */
export const CLIENTS = {
  browser: (server: string, key: string) => `<script type="module">
  import { AnalyticsBrowser } from "@segment/analytics-next"
  const analytics = AnalyticsBrowser.load(
    { writeKey: "${key}", cdnURL: "${server}" },
    { integrations: { "Segment.io": { apiHost: "${server.replace(/^https?:\/\//, "")}/v1", protocol: "${new URL(server).protocol.slice(0, -1)}" } } },
  )
  analytics.page()
</script>`,
  python: (server: string, key: string) => `from segment.analytics.client import Client

analytics = Client("${key}", host="${server}")
analytics.track("user-1", "Order Completed", {"revenue": 49.5})
analytics.flush()`,
  node: (server: string, key: string) => `import { Analytics } from "@segment/analytics-node"

const analytics = new Analytics({ writeKey: "${key}", host: "${server}" })
analytics.track({ userId: "user-1", event: "Order Completed", properties: { revenue: 49.5 } })`,
  http: (server: string, key: string) => `curl ${server}/v1/track \\
  -H 'Content-Type: application/json' \\
  -d '{"writeKey": "${key}", "userId": "user-1", "event": "Order Completed", "properties": {"revenue": 49.5}}'`,
} as const;

export type ClientName = keyof typeof CLIENTS;
export const CLIENT_NAMES = Object.keys(CLIENTS) as ClientName[];
