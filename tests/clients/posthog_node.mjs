import { PostHog } from "posthog-node";

const [host, key] = process.argv.slice(2);
const client = new PostHog(key, { host });
client.on("error", (error) => console.error(error));
client.identify({ distinctId: "user-1", properties: { email: "ada@example.com", plan: "pro" } });
client.capture({ distinctId: "user-1", event: "Order Completed", properties: { revenue: 49.5, product: "Żółta kurtka 雨衣" } });
client.capture({ distinctId: "anon-1", event: "Product Viewed", properties: { price: 9 } });
client.capture({ distinctId: "user-1", event: "$pageview", properties: { $current_url: "https://shop.example/product/12" } });
client.capture({ distinctId: "user-1", event: "$screen", properties: { $screen_name: "Cart" } });
client.groupIdentify({ groupType: "company", groupKey: "org-1", properties: { name: "Acme" }, distinctId: "user-1" });
client.alias({ distinctId: "user-1", alias: "anon-1" });
const flags = await client.getAllFlags("user-1");
if (Object.keys(flags).length) throw new Error(JSON.stringify(flags));
await client.shutdown();
