import { Analytics } from "@segment/analytics-node";

const [host, writeKey] = process.argv.slice(2);
const client = new Analytics({ writeKey, host });
client.on("error", (error) => console.error(error));
client.identify({ userId: "user-1", traits: { email: "ada@example.com", plan: "pro" } });
client.track({ userId: "user-1", event: "Order Completed", properties: { revenue: 49.5, product: "Żółta kurtka 雨衣" } });
client.track({ anonymousId: "anon-1", event: "Product Viewed", properties: { price: 9 } });
client.page({ userId: "user-1", category: "Docs", name: "Home", properties: { url: "https://shop.example/product/12" } });
client.screen({ userId: "user-1", category: "App", name: "Cart" });
client.group({ userId: "user-1", groupId: "org-1", traits: { name: "Acme" } });
client.alias({ userId: "user-1", previousId: "anon-1" });
await client.closeAndFlush();
